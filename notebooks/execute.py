"""Execute the notebooks beside this file and store their outputs, so that equal results give equal files.

    python notebooks/execute.py              all notebooks
    python notebooks/execute.py first.ipynb  the ones named

Times, widget states and the version of the interpreter are left out; cell ids follow the order of the cells.
"""

import argparse
import base64
import os
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parent / "docs"))
from shrinking import shrunk

CELL_TIMEOUT = 300  # seconds
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {
        "name": "python",
        "file_extension": ".py",
        "mimetype": "text/x-python",
        "pygments_lexer": "ipython3",
    },
}


def execute(path: Path) -> None:
    """Run one notebook from its folder and write it back with its outputs."""
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        cell.metadata.pop("collapsed", None)
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    settings = {"timeout": CELL_TIMEOUT, "kernel_name": "python3", "record_timing": False, "store_widget_state": False}
    place = {"metadata": {"path": str(path.parent)}}
    NotebookClient(notebook, resources=place, extra_arguments=["--log-level=ERROR"], **settings).execute()
    settle(notebook)
    nbformat.validate(notebook)
    path.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8", newline="\n")


def settle(notebook: nbformat.NotebookNode) -> None:
    """Replace what differs from run to run or from machine to machine."""
    notebook.metadata = nbformat.from_dict(METADATA)
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    for place, cell in enumerate(notebook.cells):
        cell.id = f"cell-{place:02}"
        if cell.cell_type == "code":
            cell.outputs = joined_streams(cell.outputs)
            for output in cell.outputs:
                shrink_picture(output)


def shrink_picture(output: nbformat.NotebookNode) -> None:
    """Store a picture with 256 colours."""
    data = output.get("data", {})
    if "image/png" in data:
        data["image/png"] = base64.b64encode(shrunk(base64.b64decode(data["image/png"]))).decode("ascii")


def joined_streams(outputs: list[nbformat.NotebookNode]) -> list[nbformat.NotebookNode]:
    """Join neighbouring pieces of one stream; where the kernel cuts them depends on the moment."""
    joined: list[nbformat.NotebookNode] = []
    for output in outputs:
        last = joined[-1] if joined else None
        if last is not None and output.output_type == last.output_type == "stream" and output.name == last.name:
            last.text += output.text
        else:
            joined.append(output)
    return joined


def main() -> int:
    """Execute what the command line names; say which notebook failed and where."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("notebooks", nargs="*", type=Path, help="notebooks to execute (default: all in this folder)")
    os.environ.pop("MPLBACKEND", None)  # so that the kernel takes its own, which puts pictures into the notebook
    failed = 0
    for path in parser.parse_args().notebooks or sorted(FOLDER.glob("*.ipynb")):
        try:
            execute(path.resolve())
            print(f"executed {path.name}")
        except CellExecutionError as error:
            failed += 1
            print(f"FAILED {path.name}\n{error}", file=sys.stderr)
    return min(failed, 1)


if __name__ == "__main__":
    sys.exit(main())
