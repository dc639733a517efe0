"""Lines of print with their places, back into the paragraphs they were set from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["Line", "paragraphs"]

WHITE = 0.5
"""White between two lines, in heights of the lower one, from which they are two paragraphs."""
OTHER_SIZE = 1.25
SLACK = 0.02
"""How much of a column's width a line may fall short by and still count as full."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of print: its box grows to the right and down, in any unit."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        return self.bottom - self.top


def paragraphs(lines: Sequence[Line]) -> str:
    """The text of lines in reading order: a paragraph a line, blocks parted by empty lines.

    Two lines of a block are one paragraph when the second's first word would not have fitted on
    the first: who sets print breaks a line early only to end a paragraph.
    """
    blocks: list[list[Line]] = []
    for line in lines:
        if blocks and _follows(blocks[-1][-1], line):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return "\n\n".join(_block(block) for block in blocks)


def _follows(above: Line, line: Line) -> bool:
    """Whether two lines stand in one block: near, of one size, and one under the other."""
    if line.height <= 0 or above.height <= 0:
        return False
    white = line.top - above.bottom
    alike = 1 / OTHER_SIZE <= line.height / above.height <= OTHER_SIZE
    under = line.left < above.right and above.left < line.right
    return -line.height < white <= WHITE * line.height and alike and under


def _block(block: Sequence[Line]) -> str:
    edge = max(line.right for line in block)
    width = edge - min(line.left for line in block)
    text = block[0].text
    for above, line in pairwise(block):
        first = line.text.split(maxsplit=1)[0]
        needed = (line.right - line.left) * (len(first) + 1) / max(len(line.text), 1)
        full = above.right + needed > edge - SLACK * width
        parted = text.endswith(("\ufffe", "\x02"))
        if parted:
            text = text[:-1] + line.text  # pdfium's marks for a hyphen that parts a word
        else:
            text += ("" if full and text.endswith("-") else " " if full else "\n") + line.text
    return text
