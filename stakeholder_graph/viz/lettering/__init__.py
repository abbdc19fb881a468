"""Which fonts a picture needs, how wide its words are, and how they are made to fit."""
