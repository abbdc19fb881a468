"""Fonts that have every character, and words that fit."""

from __future__ import annotations

import warnings
from pathlib import Path

import matplotlib as mpl
import pytest
from matplotlib import font_manager
from matplotlib.figure import Figure

import stakeholder_graph.viz.lettering.typefaces as module
from stakeholder_graph.errors import MissingGlyphWarning, OptionError, TextDirectionWarning
from stakeholder_graph.viz.geometry.boxes import Box
from stakeholder_graph.viz.ink import draw_scene
from stakeholder_graph.viz.lettering import text_direction
from stakeholder_graph.viz.lettering.text_fitting import fit_line, fit_name, is_ideograph, shrink_to_fit, wrap_lines
from stakeholder_graph.viz.lettering.typefaces import MISSING_GLYPH, Typefaces, choose_typefaces
from stakeholder_graph.viz.scene.primitives import Scene, Text

DEJAVU = Path(mpl.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"


class Monospace:
    """A font in which every character is half as wide as the text is high."""

    def width(self, text: str, px: float, *, bold: bool = False) -> float:
        return 0.5 * px * len(text)

    def printable(self, text: str) -> str:
        return text


MONO = Monospace()

# ------------------------------------------------------------------ fonts


@pytest.mark.parametrize("text", ["Zhang Wei", "张伟", "（52%）", "→ · – …", "García-López", "龙 Straße"])
def test_the_bundled_font_suffices_for_names(text: str) -> None:
    assert choose_typefaces([text]).families == ("BC Sans SC", "DejaVu Sans")


def test_the_bundled_font_has_a_bold_face_of_its_own(typefaces: Typefaces) -> None:
    entries = {entry.weight: entry.fname for entry in font_manager.fontManager.ttflist if entry.name == "BC Sans SC"}
    assert sorted(entries) == [400, 700]
    assert typefaces.width("mm", 10, bold=True) > typefaces.width("mm", 10)


def test_fonts_are_registered_once_and_leave_the_settings_alone() -> None:
    before = dict(mpl.rcParams)
    choose_typefaces(["张"])
    count = len(font_manager.fontManager.ttflist)
    choose_typefaces(["伟"])
    assert len(font_manager.fontManager.ttflist) == count
    assert dict(mpl.rcParams) == before


def test_dejavu_helps_out_where_the_bundled_font_ends(typefaces: Typefaces) -> None:
    # The subset has no Ł and no dong sign; DejaVu Sans has both.
    assert typefaces.printable("Łukasz ₫") == "Łukasz ₫"


@pytest.mark.parametrize("font", ["DejaVu Serif", DEJAVU, str(DEJAVU)])
def test_a_font_that_is_named_comes_first(font: str | Path) -> None:
    family = "DejaVu Serif" if font == "DejaVu Serif" else "DejaVu Sans"
    typefaces = choose_typefaces(["Zhang", "张"], font)
    assert typefaces.families[0] == ("DejaVu Serif" if family == "DejaVu Serif" else "BC Sans SC")
    assert "BC Sans SC" in typefaces.families


def test_a_font_file_is_registered_under_its_own_name(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = [entry for entry in font_manager.fontManager.ttflist if entry.name != "DejaVu Serif"]
    monkeypatch.setattr(font_manager.fontManager, "ttflist", kept)
    path = DEJAVU.with_name("DejaVuSerif.ttf")
    assert choose_typefaces(["Zhang"], path).families[0] == "DejaVu Serif"


@pytest.mark.parametrize("font", ["No Such Font", "/no/such/file.ttf"])
def test_a_font_that_does_not_exist_is_refused(font: str) -> None:
    with pytest.raises(OptionError, match="the path of a"):
        choose_typefaces(["A"], font)


def test_one_warning_names_the_characters_and_the_cure() -> None:
    with pytest.warns(MissingGlyphWarning) as caught:
        typefaces = choose_typefaces(["Zhang \U0001f469\u200d\U0001f4bb", "\u9f98\u9f98"])
    (warning,) = caught
    message = str(warning.message)
    assert "3 of the characters" in message
    assert "\u9f98" in message
    assert "fonts-noto-cjk" in message
    assert typefaces.printable("a\u9f98") == f"a{MISSING_GLYPH}"


def test_a_long_list_of_missing_characters_is_cut() -> None:
    rare = "".join(chr(0x2A100 + number) for number in range(30))  # ideographs of a plane that the subset leaves out
    with pytest.warns(MissingGlyphWarning, match="30 of the characters") as caught:
        choose_typefaces([rare])
    assert sum(character in str(caught[0].message) for character in rare) == 20


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("Li\nNa", "Li Na"),
        ("Li\tNa", "Li Na"),
        ("Li\u200dNa", "LiNa"),
        ("Li\ufe0fNa", "LiNa"),
        ("Li\u00a0Na", "Li Na"),
        ("Li\x07Na", "LiNa"),
        ("\ufeffLi", "Li"),
        ("李\u3000娜", "李 娜"),
    ],
)
def test_text_is_drawn_in_one_line_without_invisible_characters(typefaces: Typefaces, text: str, drawn: str) -> None:
    assert typefaces.printable(text) == drawn


def test_widths_are_those_of_the_font(typefaces: Typefaces) -> None:
    # BC Sans SC: A is 608 of 1000 units wide, an ideograph 1000.
    assert typefaces.width("A", 1000) == pytest.approx(608, abs=1)
    assert typefaces.width("张A", 10) == pytest.approx(16.08, abs=0.02)
    assert typefaces.width("", 10) == 0


def test_a_character_that_no_font_has_is_as_wide_as_the_box_that_stands_for_it(typefaces: Typefaces) -> None:
    assert typefaces.width("\u9f98", 10) == typefaces.width(MISSING_GLYPH, 10)


def test_fonts_installed_after_the_list_was_written_are_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.ttf"
    damaged.write_bytes(b"no font")
    serif = str(DEJAVU.with_name("DejaVuSerif.ttf"))
    kept = [entry for entry in font_manager.fontManager.ttflist if entry.name not in ("DejaVu Serif", "DejaVu Sans")]
    monkeypatch.setattr(font_manager.fontManager, "ttflist", kept)
    monkeypatch.setattr(font_manager, "findSystemFonts", lambda: [str(damaged), serif])
    monkeypatch.setattr(module, "SYSTEM_FAMILIES", ("DejaVu Serif",))
    monkeypatch.setattr(module, "LAST_FAMILY", "BC Sans SC")
    module._covers.cache_clear()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        # The capital Ł stands in DejaVu Serif and not in the bundled font.
        assert choose_typefaces(["Ł"]).families == ("DejaVu Serif", "BC Sans SC")
    module._covers.cache_clear()


# ------------------------------------------------------------------ fitting; widths are 5 px a character at 10 px


@pytest.mark.parametrize(
    ("text", "width", "fitted"),
    [
        ("Zhang Wei", 45, "Zhang Wei"),
        ("Zhang Wei", 44, "Zhang..."),
        ("Zhang Wei", 5, "..."),
        ("张伟张伟张伟", 20, "张伟张…"),
        ("", 0, ""),
    ],
)
def test_a_line_that_is_too_wide_ends_in_an_ellipsis(text: str, width: float, fitted: str) -> None:
    assert fit_line(MONO, text, width, 10) == fitted


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("Head of quality", 50, ["Head of", "quality"]),
        ("Head of quality", 75, ["Head of quality"]),
        ("Head of quality assurance", 50, ["Head of", "quality..."]),
        ("生产高级经理", 25, ["生产高级", "经理"]),
        ("生产高级经理们", 25, ["生产高级经", "理们"]),
        ("Manager 研发部", 50, ["Manager", "研发部"]),
        ("Sales/Marketing", 50, ["Sales/", "Marketing"]),
        ("Incomprehensibilities", 50, ["Incompr..."]),
        ("", 50, []),
        ("  ", 50, []),
    ],
)
def test_lines_break_where_a_reader_would_break_them(text: str, width: float, lines: list[str]) -> None:
    assert wrap_lines(MONO, text, width, 10) == lines


def test_wrapping_into_one_line_cuts_it() -> None:
    assert wrap_lines(MONO, "Head of quality", 50, 10, lines=1) == ["Head of..."]


@pytest.mark.parametrize(
    ("name", "width", "lines", "px"),
    [
        ("Anna Rossi", 65, ["Anna Rossi"], 13.0),
        ("张伟 David Zhang", 75, ["张伟", "David Zhang"], 13.0),
        ("David Zhang 张伟", 75, ["David Zhang", "张伟"], 13.0),
        ("Anna van der Berg", 70, ["Anna van", "der Berg"], 13.0),
        ("Bergmann", 44, ["Bergm", "ann"], None),
    ],
)
def test_names_break_between_scripts_and_then_evenly(
    name: str, width: float, lines: list[str], px: float | None
) -> None:
    if px is None:  # a single word cannot break: it shrinks to 44 / (8 * .5) = 11 px
        fitted, size = fit_name(MONO, name, width, 13.0)
        assert fitted == [name]
        assert size == pytest.approx(11, abs=0.02)
    else:
        assert fit_name(MONO, name, width, 13.0) == (lines, px)


def test_a_name_that_is_too_long_at_the_smallest_size_is_cut() -> None:
    lines, size = fit_name(MONO, "Wolfeschlegelsteinhausenbergerdorff", 52, 13.0)
    assert size == 10.4
    assert lines == ["Wolfesc..."]


def test_a_name_that_is_too_long_for_two_lines_takes_the_third_if_there_is_one() -> None:
    # At the smallest size, 10.4 px, 14 characters are 72.8 px wide.
    name = "Plant safety officer, not yet known"
    assert fit_name(MONO, name, 73, 13.0, lines=3) == (["Plant safety", "officer, not", "yet known"], 10.4)
    assert fit_name(MONO, name, 73, 13.0, lines=2)[0] == ["Plant safet...", "not yet known"]


def test_a_name_for_one_line_does_not_break() -> None:
    assert fit_name(MONO, "Anna Rossi", 57.3, 13.0, lines=1)[0] == ["Anna Rossi"]


@pytest.mark.parametrize(("width", "px"), [(100, 20.0), (25, 10.0), (40, 16.0), (1, 10.0)])
def test_text_shrinks_between_two_sizes(width: float, px: float) -> None:
    # Five characters at 20 px are 50 px wide.
    assert shrink_to_fit(MONO, "abcde", width, (20.0, 10.0)) == pytest.approx(px, rel=0.002)


def test_no_text_needs_no_shrinking() -> None:
    assert shrink_to_fit(MONO, "", 0, (20.0, 10.0)) == 20.0


@pytest.mark.parametrize(
    ("character", "expected"), [("张", True), ("，", True), ("か", True), ("a", False), ("ñ", False)]
)
def test_ideographs_are_told_apart(character: str, expected: bool) -> None:
    assert is_ideograph(character) is expected


# ------------------------------------------------------------------ from right to left


def test_a_sentence_that_begins_from_right_to_left_keeps_its_order() -> None:
    ax = Figure().subplots()
    box = Box(0, 0, 100, 20)
    words = [Text(string, (10, 10), 12, "#000000", "#FFFFFF", box) for string in ("מירב decides", "Anna decides")]
    draw_scene(Scene(100, 100, ("DejaVu Sans",), texts=tuple(words)), ax)
    mark = "\u200e" if mpl.__version_info__[:2] >= (3, 11) else ""
    assert [text.get_text() for text in ax.texts] == [f"{mark}מירב decides", "Anna decides"]


def test_an_old_matplotlib_is_said_to_turn_names_around(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_direction, "_FIRST_WITH_SHAPING", (99, 0))
    with pytest.warns(TextDirectionWarning, match=r"pip install --upgrade matplotlib") as caught:
        choose_typefaces(["מירב", "Anna", "דן"])
    assert len(caught) == 1
    assert caught[0].filename == __file__
    choose_typefaces(["Anna", "西蒙"])  # nothing to say


def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(typefaces: Typefaces) -> None:
    words = "没有份量：何佳慧（通往决策人的最佳路径 0.2，应有 0.25）。“评估”阶段必需而无人担任：决策人（未接触）。"
    for width in range(60, 400, 7):
        lines = wrap_lines(typefaces, words, float(width), 11.0, lines=20)
        assert not any(line[0] in "，。：）”" for line in lines)
        assert not any(line[-1] in "（“" for line in lines)
