"""What a returned workbook holds besides the cells that were sent: comments, drawings, added sheets and columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kravgen.documents.wording import Wording, comparable, one_line
from kravgen.i18n import _, _n
from kravgen.problems import Problem
from kravgen.sheets.footer import footer_words
from kravgen.sheets.reading.book import Book
from kravgen.sheets.reading.cells import MOST_COLUMNS, MOST_ROWS, FoundCell, area, letters, text_of
from kravgen.sheets.reading.layout import FormRow, FormSheet
from kravgen.sheets.reading.naming import Naming, quoted
from kravgen.sheets.reading.relations import Element, Relation, child, local, named, relations, whole

_OF_FILE = {
    *("officeDocument", "core-properties", "extended-properties", "custom-properties", "thumbnail"),
    # How an organisation has classified the file, and who has signed it.
    *("classificationlabels", "origin"),
}
_OF_BOOK = {
    *("worksheet", "styles", "theme", "sharedStrings", "calcChain", "person", "sheetMetadata", "metadata"),
    *("customXml", "FeaturePropertyBag"),
}
_OF_SHEET = {"printerSettings", "customProperty", "hyperlink", "table"}
_IN_SHEET = frozenset(
    [
        "sheetPr",
        "dimension",
        "sheetViews",
        "sheetFormatPr",
        "cols",
        "sheetData",
        "sheetCalcPr",
        "sheetProtection",
        "protectedRanges",
        "scenarios",
        "autoFilter",
        "sortState",
        "dataConsolidate",
        "customSheetViews",
        "mergeCells",
        "phoneticPr",
        "conditionalFormatting",
        "dataValidations",
        "hyperlinks",
        "printOptions",
        "pageMargins",
        "pageSetup",
        "headerFooter",
        "rowBreaks",
        "colBreaks",
        "customProperties",
        "cellWatches",
        "ignoredErrors",
        "smartTags",
        "drawing",
        "drawingHF",
        "legacyDrawing",
        "legacyDrawingHF",
        "picture",
        "oleObjects",
        "controls",
        "webPublishItems",
        "tableParts",
        "extLst",
        "AlternateContent",
    ]
)
"""The elements that a sheet may have. What is to be read in them is read here or elsewhere."""
_ABOUT_FILE = ("description", "keywords", "category", "contentStatus")
_READ_ELSEWHERE = {"comments", "threadedComment", "vmlDrawing", "drawing"}
_ALTERNATE = "{*}AlternateContent"
_OFFICE_FORM = "urn:schemas-microsoft-com:office:excel"

KINDS: dict[str, str] = {
    "image": _n("a picture"),
    "chart": _n("a chart"),
    "chartsheet": _n("a sheet with a chart"),
    "externalLink": _n("a link to another workbook"),
    "pivotTable": _n("a pivot table"),
    "oleObject": _n("an embedded object"),
    "package": _n("an embedded object"),
    "control": _n("a control"),
    "ctrlProp": _n("a control"),
    "connections": _n("a connection to a source of data"),
}
"""Parts that are not read, in words; any other is told by its name."""


def other(book: Book, forms: Sequence[FormSheet], sent: Wording, naming: Naming) -> Iterator[Problem]:
    """Everything that was not sent and may be seen, sheet by sheet, and what is not read."""
    prompts = frozenset(map(comparable, sent.prompts))
    for relation in relations(book.roots, ""):
        if relation.kind not in _OF_FILE:
            yield _unread(_("The file"), relation, naming)
    for relation in relations(book.roots, book.main):
        if relation.kind not in _OF_BOOK:
            yield _unread(_("The workbook"), relation, naming)
    for sheet in book.sheets:
        if sheet.kind == "worksheet" and sheet.root is None:
            message = _("The sheet {sheet} cannot be read.").format(sheet=quoted(sheet.name))
            yield naming.problem("KG957", message, _("Open the file in Excel and look at it."))
    looked_at: set[str] = set()
    for form in forms:
        yield from _added(form, naming)
        if form.sheet.root is not None:
            leads = _leads(book, form.sheet.part, looked_at)
            yield from _comments(book, form, leads, naming)
            yield from _drawings(book, form, leads, looked_at, naming)
            yield from _shown_words(form, form.sheet.root, prompts, naming)
            yield from _strange(form, form.sheet.root, naming)
            for relation in relations(book.roots, form.sheet.part):
                if relation.kind not in _OF_SHEET | _READ_ELSEWHERE:
                    yield _unread(quoted(form.name), relation, naming)


def comments(book: Book, forms: Sequence[FormSheet], naming: Naming) -> Iterator[Problem]:
    """What comments in the sheets say."""
    looked_at: set[str] = set()
    for form in forms:
        yield from _comments(book, form, _leads(book, form.sheet.part, looked_at), naming)


def _leads(book: Book, part: str, looked_at: set[str]) -> list[Relation]:
    """The parts that a part leads to and that nobody has ``looked_at``: very many may lead to one."""
    found = []
    for relation in relations(book.roots, part):
        if relation.kind in _READ_ELSEWHERE and not relation.external and relation.target not in looked_at:
            looked_at.add(relation.target)
            found.append(relation)
    return [relation for relation in found if relation.target in book.roots]


def _unread(where: str, relation: Relation, naming: Naming, book: Book | None = None) -> Problem:
    what = _(KINDS[relation.kind]) if relation.kind in KINDS else relation.kind
    message = _("{where} holds {what}, which is not read ({part}).").format(
        where=where, what=quoted(what), part=quoted(relation.target)
    )
    root = book.roots.get(relation.target) if book else None
    words = one_line(" ".join(t.text or "" for t in named(root, "t", "v"))) if root is not None else ""
    if words:
        message += " " + _("These words stand in it: {words}").format(words=quoted(words))
    return naming.problem("KG957", message, _("Open the file in Excel and look at it."))


def _added(form: FormSheet, naming: Naming) -> Iterator[Problem]:
    hint = _("What was sent applies. Look at what has been added.")
    if form.sent is None:
        if form.rows:
            words = one_line(" ".join(cell.words for cell in form.sheet.cells[:100]))
            message = _("The sheet {sheet} has been added: {words}")
            yield naming.problem("KG939", message.format(sheet=quoted(form.name), words=quoted(words)), hint)
        return
    added: dict[int, list[tuple[FormRow, FoundCell]]] = {column: [] for column in form.added}
    for row in form.rows if added else ():
        for column, cell in row.cells.items() if row.about else ():
            if column in added:
                added[column].append((row, cell))
    for column, held in added.items():
        if held:
            words = naming.several(f"{naming.row(row)} “{quoted(cell.words)}”" for row, cell in held)
            message = _("{sheet}: column {column} has been added: {words}")
            told = message.format(sheet=quoted(form.name), column=letters(column), words=words)
            yield naming.problem("KG939", told, hint)


def _comments(book: Book, form: FormSheet, leads: Sequence[Relation], naming: Naming) -> Iterator[Problem]:
    rows = {row.number: row for row in form.rows}
    told: dict[str, list[str]] = {}
    for relation in leads:
        if relation.kind == "threadedComment":
            for element in named(book.roots[relation.target], "threadedComment"):
                words = child(element, "text")
                told.setdefault(str(element.get("ref", "")), []).append(
                    (words.text or "") if words is not None else ""
                )
    for relation in leads:
        if relation.kind == "comments":
            for element in named(book.roots[relation.target], "comment"):
                reference, words = str(element.get("ref", "")), child(element, "text")
                # The old form of a thread repeats it, for programs that know no threads.
                if reference not in told:
                    told[reference] = [text_of(words).words if words is not None else ""]
    for reference, pieces in told.items():
        if not "".join(pieces).strip():
            continue
        number = whole("".join(filter(str.isdecimal, reference[:12])))
        place = naming.cell(form.name, quoted(reference), rows.get(number))
        message = _("{place}: a comment says: {words}").format(place=place, words=quoted(" ".join(pieces)))
        hint = _("It is not in the form that was sent. Judge what it means for the answer.")
        yield naming.problem("KG955", message, hint)


def _drawings(
    book: Book, form: FormSheet, leads: Sequence[Relation], looked_at: set[str], naming: Naming
) -> Iterator[Problem]:
    for relation in leads:
        root = book.roots[relation.target]
        if relation.kind == "drawing":
            anchors = ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor")
            # Some are told twice, for new programs and for old.
            drawn = (_drawn(form, anchor, naming) for anchor in named(root, *anchors))
            yield from dict.fromkeys(drawn)
            for inner in relations(book.roots, relation.target):
                if inner.kind != "image":
                    known = inner.target in looked_at
                    looked_at.add(inner.target)
                    yield _unread(quoted(form.name), inner, naming, None if known else book)
        elif relation.kind == "vmlDrawing":
            told_apart = any(
                r.kind in ("comments", "threadedComment") for r in relations(book.roots, form.sheet.part)
            )
            for shape in root:
                if local(shape) in ("shapelayout", "shapetype"):
                    continue
                # The words of a note stand in a part of their own. Without it they are the shape's.
                if not _is_note(shape) or not (told_apart or not _words(shape)):
                    yield _drawn(form, shape, naming)


def _words(shape: Element) -> str:
    return one_line(" ".join(str(text) for box in named(shape, "textbox") for text in box.itertext()))


def _is_note(shape: Element) -> bool:
    data = shape.find(f"{{{_OFFICE_FORM}}}ClientData")
    return data is not None and str(data.get("ObjectType", "")).lower() == "note"


def _drawn(form: FormSheet, anchor: Element, naming: Naming) -> Problem:
    start = child(anchor, "from")
    row, column = (
        whole(told.text, -1) if (told := child(start, name)) is not None else -1 for name in ("row", "col")
    )
    is_placed = 0 <= row < MOST_ROWS and 0 <= column < MOST_COLUMNS
    texts = (
        [text.text or "" for text in named(anchor, "t")] if start is not None else map(str, anchor.itertext())
    )
    words = one_line(" ".join(texts))
    what = _("a picture") if named(anchor, "pic") else _("a drawing, a box or a chart")
    place = naming.cell(form.name, f"{letters(column + 1)}{row + 1}") if is_placed else quoted(form.name)
    message = _("{place}: {what} has been added.").format(place=place, what=what)
    if words:
        message = _("{place}: {what} has been added, with the words: {words}").format(
            place=place, what=what, words=quoted(words)
        )
    return naming.problem("KG951", message, _("Open the file in Excel and look at what it covers."))


def _strange(form: FormSheet, root: Element, naming: Naming) -> Iterator[Problem]:
    """Words in elements that no sheet has, or for some programs only: nobody knows which program shows them."""
    words = one_line(" ".join(str(text) for element in _odd(root) for text in element.itertext()))
    if words:
        message = _("{sheet} holds words that not every program shows: {words}")
        told = message.format(sheet=quoted(form.name), words=quoted(words))
        yield naming.problem("KG957", told, _("Open the file in Excel and look at it."))


def _odd(root: Element) -> Iterator[Element]:
    """What is in a sheet and nobody knows, each piece once: one may stand in another, hundreds of times."""
    yield from (element for element in root if local(element) not in _IN_SHEET)
    data = child(root, "sheetData")
    for row in data if data is not None else ():
        if local(row) != "row":
            yield row
            continue
        for element in row.iter(_ALTERNATE):
            if next(element.iterancestors(_ALTERNATE), None) is None:
                yield element


def quiet(book: Book, forms: Sequence[FormSheet], naming: Naming) -> Iterator[str]:
    """Quiet lines about what nobody sees in a cell: where links lead, and names that stand for words."""
    for form in forms:
        leads = {r.id: r.target for r in relations(book.roots, form.sheet.part) if r.kind == "hyperlink"}
        root = form.sheet.root
        found = []
        for element in named(root, "hyperlink") if root is not None else ():
            cell = area(str(element.get("ref", "")))
            held = form.sheet.by_place.get((cell.top, cell.left)) if cell else None
            target = next(
                (leads[v] for k, v in element.attrib.items() if str(k).endswith("}id") and v in leads), ""
            )
            words = held.words.strip() if held else ""
            if target and target.removeprefix("mailto:").rstrip("/") != words.rstrip("/"):
                found.append(f"{element.get('ref')} {target}")
        if found:
            message = _("{sheet}: links lead from cells to {targets}")
            told = naming.several(quoted(one) for one in found)
            yield message.format(sheet=quoted(form.name), targets=told)
    core = next((r.target for r in relations(book.roots, "") if r.kind == "core-properties"), "")
    described = named(book.roots[core], *_ABOUT_FILE) if core in book.roots else []
    if words := one_line(" ".join(element.text or "" for element in described)):
        yield _("The properties of the file say: {words}").format(words=quoted(words))
    names = [
        f"{element.get('name')} {element.text}"
        for element in named(book.roots[book.main], "definedName")
        if '"' in str(element.text or "") and not str(element.get("name", "")).startswith("_xlnm.")
    ]
    if names:
        message = _("The workbook has names that stand for words: {names}")
        yield message.format(names=naming.several(map(quoted, names)))


def _shown_words(
    form: FormSheet, root: Element, prompts: frozenset[str], naming: Naming
) -> Iterator[Problem]:
    """Words at the edges of pages, at the side of a cell that is chosen, and small charts in cells."""
    hint = _("What was sent applies. Look at what has been added.")
    sent = form.sent.footer if form.sent else ""
    edges = (f"{{*}}{page}{edge}" for page in ("odd", "even", "first") for edge in ("Header", "Footer"))
    for words in dict.fromkeys(footer_words(element.text or "") for element in root.iter(*edges)):
        if words and words != sent:
            message = _("{sheet}: at the edge of the printed page stands: {words}")
            yield naming.problem("KG914", message.format(sheet=quoted(form.name), words=quoted(words)), hint)
    said: dict[str, list[str]] = {}
    for rule in form.rules.all:
        if added := " ".join(words for words in rule.words if comparable(words) not in prompts):
            said.setdefault(added, []).extend(map(str, rule.cells))
    for element in named(root, "hyperlink"):
        if element.get("tooltip"):
            said.setdefault(str(element.get("tooltip")), []).append(str(element.get("ref", "")))
    for words, cells in said.items():
        message = _("{place}: whoever chooses the cell is shown: {words}")
        place = naming.cell(form.name, quoted(naming.several(cells)))
        yield naming.problem("KG955", message.format(place=place, words=quoted(words)), hint)
    if named(root, "sparkline"):
        message = _("{sheet}: charts stand in cells.").format(sheet=quoted(form.name))
        yield naming.problem("KG951", message, _("Open the file in Excel and look at what it covers."))
