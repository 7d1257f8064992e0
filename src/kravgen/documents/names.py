"""Every name that a template may use: what it gives and an example. Nothing else exists in a template.

The tables make what templates run in, what they are checked against, and the reference for their authors.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from kravgen.documents import elements, statements
from kravgen.documents.canvas import Canvas
from kravgen.documents.entry import Entry
from kravgen.documents.kinds import (
    FACTS,
    NUMBER,
    OUTPUT,
    TEXT,
    Kind,
    listed,
    maybe,
    record,
    row,
)
from kravgen.documents.plain import Plain
from kravgen.documents.records import ENTRIES
from kravgen.documents.shapes import Argument, Value
from kravgen.documents.tree import Table
from kravgen.i18n import _n
from kravgen.procurement.values import number


class Function(NamedTuple):
    """A function: what it takes and gives, and what it does on a canvas."""

    parameters: tuple[Argument, ...]
    gives: Kind
    meaning: str
    example: str
    run: Callable[..., Plain]


VALUES: Mapping[str, Value] = {
    "case": Value(record("case"), _n("The procurement."), "{{ case.title }}"),
    "as_of": Value(TEXT, _n("The day that the law is judged on (ISO 8601)."), "{{ as_of }}"),
    "facts": Value(
        FACTS,
        _n("The facts that are answered. One that may be unanswered must be asked for first."),
        '{% if "processing_kind" in facts and facts.processing_kind != "other" %}…{% endif %}',
    ),
    "items": Value(
        listed(TEXT),
        _n("The ids of the items that are in, and of the clauses that one variant of is in."),
        '{% if "EXIT-08" in items %}…{% endif %}',
    ),
    "documents": Value(
        listed(TEXT),
        _n("The ids of the documents and sheets in the package, and of the papers that go with it."),
        '{% if "prisbilaga" in documents %}…{% endif %}',
    ),
    "requirements": Value(
        ENTRIES,
        _n("The requirements that are in, in reading order."),
        '{{ requirement_table(requirements, "Krav") }}',
    ),
    "clauses": Value(
        ENTRIES,
        _n("The clauses that are in."),
        "{% for entry in clauses %}\n# {{ entry.item.title }}\n\n{{ show(entry) }}\n{% endfor %}",
    ),
    "checks": Value(ENTRIES, _n("The checks that are in."), '{{ checklist(checks, "Kontroller") }}'),
    "criteria": Value(
        ENTRIES, _n("The criteria that are in."), '{{ criteria_table(criteria, "Kriterier") }}'
    ),
    "chapters": Value(
        listed(record("chapter")),
        _n("The requirements block by block; the procurement's own come first, without a block."),
        '{% for chapter in chapters %}\n# {{ chapter.title or "Funktion" }}\n\n'
        '{{ requirement_table(chapter.entries, "Krav") }}\n{% endfor %}',
    ),
    "evaluation": Value(
        record("evaluation"), _n("How tenders are compared."), "{{ number(evaluation.criteria | length) }}"
    ),
    "decisions": Value(
        listed(record("decision")),
        _n("What the procurement has decided itself: items, values and levels that are not the library's."),
        '{{ table([("Vad", 60, ""), ("Skäl", 110, "")], decisions | rows("what", "because"), "Beslut") }}',
    ),
    "verdict": Value(
        listed(TEXT),
        _n(
            "Whether the purchase may be made as it is, in sentences: its value, its limits and gates that are lifted."
        ),
        '{{ verdict | join(" ") }}',
    ),
    "reviewed": Value(
        listed(TEXT),
        _n("How many of the library's items that are in each role has reviewed as they stand, in sentences."),
        '{{ reviewed | join(" ") }}',
    ),
    "starting_points": Value(
        listed(record("starting_point")),
        _n(
            "Questions to ask before functional requirements are written, for the kind of system that is bought."
        ),
        "{% for point in starting_points %}\n# {{ point.title }}\n{% for question in point.questions %}\n"
        "- {{ question }}\n{% endfor %}\n{% endfor %}",
    ),
    "glossary": Value(
        listed(record("term")),
        _n("The words of the glossary that stand in the public documents before this one."),
        '{{ table([("Ord", 40, ""), ("Betydelse", 130, "")], glossary | rows("term", "meaning"), "Ord") }}',
    ),
}
"""The data of a document, by name."""

LOOP = Value(record("loop"), _n("Inside a loop: which turn it is."), "{{ loop.index }}")
"""What ``loop`` is inside a loop."""


_TEXT = Argument((TEXT,))
_TABLE = (Argument((ENTRIES,)), _TEXT)


def _table(make: Callable[[Sequence[Entry], str], Table], meaning: str, example: str) -> Function:
    return Function(
        _TABLE,
        OUTPUT,
        meaning,
        example,
        lambda canvas, entries, caption: canvas.table(make, entries, caption),
    )


FUNCTIONS: Mapping[str, Function] = {
    "fact": Function(
        (Argument((TEXT,), names="fact"),),
        TEXT,
        _n("The answer to a question as a reader sees it; a visible gap when nobody has answered."),
        '{{ fact("users_count") }}',
        Canvas.fact,
    ),
    "fact_of": Function(
        (Argument((TEXT,), names="fact"), _TEXT, _TEXT),
        TEXT,
        _n("The answer of a buyer, or of one of its boards, to a question that each answers for itself."),
        "{% for buyer in case.buyers %}\n"
        '{{ fact_of("data_protection_officer", buyer.name, buyer.controllers | first or "") }}\n{% endfor %}',
        Canvas.fact,
    ),
    "answer": Function(
        (Argument((maybe(TEXT), maybe(NUMBER))), _TEXT, _TEXT),
        TEXT,
        _n("The value; a visible gap for a role when it is empty or none."),
        '{{ answer(case.purpose, "bakgrund och syfte", "verksamheten") }}',
        Canvas.answer,
    ),
    "fill": Function(
        (_TEXT, _TEXT),
        TEXT,
        _n("A visible gap: what is to be filled in, and by which role."),
        '{{ fill("avtalets nummer", "parterna") }}',
        Canvas.fill,
    ),
    "customary": Function(
        (_TEXT, _TEXT),
        TEXT,
        _n(
            "What the procurement has filled in, or what is customary until it does; whoever buys is told of it."
        ),
        '{{ customary("andra språk för intyg", "engelska") }}',
        Canvas.customary,
    ),
    "meaning": Function(
        (Argument((TEXT,), names="fact"),),
        TEXT,
        _n("What the level means that was the answer to a question; empty when nobody has answered."),
        '{{ meaning("confidentiality_level") }}',
        Canvas.meaning,
    ),
    "amount": Function(
        (Argument((TEXT,), names="dated"),),
        TEXT,
        _n("A threshold or an authority as it is on the day; a visible gap when nobody has verified it."),
        '{{ amount("granssumma-direktupphandling") }}',
        Canvas.amount,
    ),
    "attachment": Function(
        (Argument((TEXT,), names="attached"),),
        TEXT,
        _n("What the procurement calls a paper that the buyer attaches; a visible gap when it names none."),
        '{{ attachment("pub-avtal") }}',
        Canvas.attachment,
    ),
    "number": Function(
        (Argument((NUMBER,)),),
        TEXT,
        _n("A number as it is written in Swedish."),
        "{{ number(12000) }}",
        lambda canvas, value: number(value),
    ),
    "show": Function(
        (Argument((record("entry"),)),),
        OUTPUT,
        _n("The text of an entry, which then counts as shown. Stands under the entry's heading."),
        "{% for entry in clauses %}\n# {{ entry.item.title }}\n\n{{ show(entry) }}\n{% endfor %}",
        Canvas.show,
    ),
    "told": Function(
        (Argument((ENTRIES,)),),
        TEXT,
        _n("The texts of entries as running text, each with its number; they then count as shown."),
        '{{ told(checks | where("role", "verksamheten")) }}',
        Canvas.told,
    ),
    "requirement_table": _table(
        elements.requirement_table,
        _n("Requirements to read, with how they are shown and tested, sources and consequence."),
        '{{ requirement_table(requirements, "Krav") }}',
    ),
    "light_requirement_table": _table(
        elements.light_requirement_table,
        _n("Requirements to read in a small purchase, with how they are shown and tested, and consequence."),
        '{{ light_requirement_table(requirements, "Krav") }}',
    ),
    "short_requirement_table": _table(
        elements.short_requirement_table,
        _n("Requirements to read again, by number and text only."),
        '{{ short_requirement_table(requirements, "Krav på säkerhet") }}',
    ),
    "short_answer_table": _table(
        elements.short_answer_table,
        _n("Requirements to answer by choosing, in less room: by number and title only."),
        '{{ short_answer_table(requirements | where("kind", "ska"), "Svar på ska-krav") }}',
    ),
    "answer_table": _table(
        elements.answer_table,
        _n("Requirements to answer by choosing."),
        '{{ answer_table(requirements | where("kind", "ska"), "Svar på ska-krav") }}',
    ),
    "question_table": _table(
        elements.question_table,
        _n("Questions to answer in words."),
        '{{ question_table(requirements | where("kind", "fråga"), "Svar på frågor") }}',
    ),
    "answer_form": Function(
        (Argument((record("entry"),)),),
        OUTPUT,
        _n("The table that answers an entry, to be filled in; nothing where none does."),
        '{% for entry in requirements | where("table") %}\n{{ answer_form(entry) }}\n{% endfor %}',
        Canvas.answer_form,
    ),
    "criteria_table": _table(
        elements.criteria_table, _n("Criteria to read."), '{{ criteria_table(criteria, "Kriterier") }}'
    ),
    "test_table": _table(
        elements.test_table,
        _n("Requirements to test."),
        '{{ test_table(requirements | where("accept"), "Krav att prova") }}',
    ),
    "statement_table": _table(
        statements.statement_table,
        _n("Criteria to report on: the result of each, what deviates, and the day when it is mended."),
        '{{ statement_table(criteria, "Redovisning") }}',
    ),
    "assessment_table": _table(
        statements.assessment_table,
        _n("Checks to judge: what holds and because of which answer, and the judgement to fill in."),
        '{{ assessment_table(checks, "Bedömning") }}',
    ),
    "checklist": _table(
        elements.checklist_table, _n("Checks to tick."), '{{ checklist(checks, "Kontroller") }}'
    ),
    "form": Function(
        (Argument((listed(row(TEXT, TEXT)),)), _TEXT),
        OUTPUT,
        _n("A form with a label and a value in each row. A value that is a gap can be filled in."),
        '{{ form([("Avtal", fill("avtalets nummer", "upphandlare"))], "Uppgifter") }}',
        Canvas.form,
    ),
    "table": Function(
        (
            Argument((listed(row(TEXT, NUMBER, TEXT)),)),
            Argument((listed(listed(TEXT)),)),
            _TEXT,
        ),
        OUTPUT,
        _n(
            "A table: the columns with their widths and what is written in their empty cells (nothing, text, date,"
            " checkbox, or answers with / between), the rows, and the caption. A row without cells is left out."
        ),
        '{{ table([("Roll", 60, ""), ("Datum", 30, "date"), ("Beslut", 40, "Ja/Nej")],'
        ' [["jurist", "", ""]], "Granskning") }}',
        Canvas.grid,
    ),
    "value_table": Function(
        (_TEXT,),
        OUTPUT,
        _n(
            "What the value of the purchase is made of, with the sum; nothing when the procurement does not say."
        ),
        '{{ value_table("Köpets värde") }}',
        Canvas.value_table,
    ),
    "signature": Function(
        (Argument((listed(TEXT),)), Argument((listed(TEXT),)), _TEXT),
        OUTPUT,
        _n("A place for each party to sign: rows to fill in, the parties, and the caption."),
        '{{ signature(["Ort och datum"], ["Beställaren", "Leverantören"], "Underskrifter") }}',
        Canvas.signature,
    ),
    "guidance": Function(
        (_TEXT,),
        OUTPUT,
        _n("A note to the one who writes, as a comment on the heading or paragraph just before."),
        '{{ guidance("Läs varje fält.") }}',
        Canvas.note,
    ),
}
"""The functions, by name."""
