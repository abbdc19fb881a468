"""Run the command line as ``python -m stakeholder_graph``."""

import sys

from stakeholder_graph.cli.main import main

sys.exit(main())
