"""What a price sheet works out by itself. Who reads it when it has come back compares its formulas with these."""

from __future__ import annotations

from dataclasses import dataclass

from kravgen.award.model import Price

MOST = 1_000_000_000
"""The largest price, in kronor, and the largest consumption."""
LEAST_DISCOUNT, WHOLE = 1, 100
"""The least discount besides none, in percent, and the largest. Less than one may be a share: 0,15 for 15 percent."""


@dataclass(frozen=True, slots=True)
class Factors:
    """The cells that the sum of a row is worked out of, such as ``F5``. A sheet without consumptions has no ``rate``."""

    quantity: str
    price: str
    rate: str = ""


def row_sum(price: Price, cells: Factors) -> str:
    """The sum of a row, rounded to the öre; nothing as long as one of the cells is no number.

    A spreadsheet counts in binary, where a product that ends on half an öre may be a little less. It is first rounded to
    six decimals: measured with six thousand such products, Gnumeric rounds 419 of them down without that, and none with it.
    """
    if price.measure == "discount":
        product = f"{cells.quantity}*(100-{cells.price})/100"
    elif price.measure == "consumption":
        product = f"{cells.quantity}*{cells.rate}*{cells.price}"
    else:
        product = f"{cells.quantity}*{cells.price}"
    asked = (
        (cells.quantity, cells.rate, cells.price)
        if price.measure == "consumption"
        else (cells.quantity, cells.price)
    )
    known = ",".join(f"ISNUMBER({cell})" for cell in asked)
    sign = "-" if price.sign == "income" and price.measure != "discount" else ""
    return f'IF(AND({known}),{sign}ROUND(ROUND({product},6),2),"")'


def total(sums: str) -> str:
    """The sum of the rows."""
    return f"SUM({sums})"


def left_out(sums: str) -> str:
    """How many rows have no sum."""
    return f"ROWS({sums})-COUNT({sums})"


def allowed(price: Price, cell: str) -> str:
    """What may be written as a price, a discount or a consumption."""
    bounds = f"{cell}>=0,{cell}<={MOST}"
    if price.measure == "discount":
        bounds = f"OR({cell}=0,AND({cell}>={LEAST_DISCOUNT},{cell}<={WHOLE}))"
    exact = "" if price.measure == "consumption" else f",ROUND({cell},2)={cell}"
    return f"AND(ISNUMBER({cell}),{bounds}{exact})"
