"""Tables on a terminal: every line ends in the same column, whatever the script."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, strategies as st

from stakeholder_graph.reports.text_table import display_width, to_text, wrap

TEXTS = st.text(st.sampled_from("ab ci，。张伟决策人(),é"), max_size=60)


@pytest.mark.parametrize(
    ("text", "columns"),
    [("", 0), ("CFO", 3), ("张伟", 4), ("Ａ", 2), ("e\u0301", 1), ("，", 2), ("a张", 3)],  # Unicode TR 11 and TR 15
)
def test_width_counts_terminal_columns(text: str, columns: int) -> None:
    assert display_width(text) == columns


@given(TEXTS, st.integers(4, 40))
def test_wrapping_loses_nothing(text: str, width: int) -> None:
    assert "".join("".join(wrap(text, width)).split()) == "".join(text.split())


@given(TEXTS, st.integers(4, 40))
def test_lines_fit_unless_a_single_word_does_not(text: str, width: int) -> None:
    for line in wrap(text, width):
        assert display_width(line) <= width or not any(char in " ，。" for char in line[:-1].strip(" ，。"))


def test_closing_marks_never_begin_a_line() -> None:
    for width in range(2, 20):
        for line in wrap("先争取决策人，再谈价格。（很重要）！", width):
            assert line[0] not in "，。）！"


def test_an_empty_text_is_one_empty_line() -> None:
    assert wrap("", 10) == [""]


def view(*rows: tuple[str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["姓名", "what to do"], dtype="object")


def test_columns_are_aligned_in_both_scripts() -> None:
    lines = to_text(view(("张伟", "meet"), ("Li Na", "ask"))).split("\n")
    assert [display_width(line[: line.index(word)]) for line, word in zip(lines[2:], ("meet", "ask"), strict=True)] == [
        7,  # "Li Na" takes 5 columns, the gap 2
        7,
    ]


def test_a_table_without_rows_is_its_head() -> None:
    assert to_text(view()) == "姓名  what to do\n----------------"


def test_a_wide_table_is_wrapped_to_the_terminal() -> None:
    text = to_text(view(("张伟", "meet the decision maker " * 10)), width=40)
    assert max(display_width(line) for line in text.split("\n")) <= 40
    assert text.count("decision") == 10


def test_without_a_width_nothing_is_wrapped() -> None:
    assert len(to_text(view(("张伟", "meet the decision maker " * 10))).split("\n")) == 3


def test_columns_are_not_squeezed_to_nothing() -> None:
    lines = to_text(view(("x" * 30, "meet the decision maker")), width=5).split("\n")
    assert "x" * 30 in lines[2]


def test_line_breaks_in_the_data_do_not_break_the_table() -> None:
    assert to_text(view(("a\nb", "c"))).split("\n")[2] == "a b   c"


@pytest.mark.parametrize("attack", ["\x1b[2J", "\x07", "\x9b31m", "\u202e", "\r"])
def test_data_cannot_steer_the_terminal(attack: str) -> None:
    assert attack not in to_text(view((f"a{attack}b", "c")))
