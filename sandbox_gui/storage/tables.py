"""Tables from files, as people make them: CSV, XLSX, or one JSON object a line.

A table is its rows by number, as a spreadsheet counts them, each a list of cells as text. What cannot
be read at all is a `Refused` whose code starts with ``table.`` or ``save.``.
"""

from __future__ import annotations

import csv
import io
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from ..core.refused import Refused
from .files import read_bytes

MOST_ROWS = 20_000
MOST_COLUMNS = 200
MOST_UNPACKED = 256 * 1024 * 1024
"""Bytes of a workbook once it is unpacked."""
Row = tuple[int, list[str]]
"""A row's number, from 1, and its cells."""


def read_table(path: Path) -> list[Row]:
    """The rows of a file by its ending, blank ones left out; refused where it cannot be read."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise Refused("table.kind", file=path.name, kinds=" ".join(READERS))
    return _bounded(reader(read_bytes(path), path.name), path.name)


def _bounded(rows: Iterator[Row], file: str) -> list[Row]:
    found = []
    for number, cells in rows:
        if number > MOST_ROWS or len(cells) > MOST_COLUMNS:
            raise Refused("table.too_large", file=file, rows=MOST_ROWS, columns=MOST_COLUMNS)
        if any(cells):
            found.append((number, cells))
    return found


def decode_text(data: bytes, file: str) -> str:
    """Text in UTF-8, with or without a mark, in UTF-16 with a mark, or in GB18030; else refused."""
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("table.encoding", file=file)


def _csv(data: bytes, file: str) -> Iterator[Row]:
    text = decode_text(data, file)
    head = text.partition("\n")[0]
    mark = max(",;\t", key=head.count)
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=mark), 1):
            yield number, [cell.strip() for cell in cells]
    except csv.Error as error:
        raise Refused("table.malformed", file=file, detail=str(error)[:200]) from error


def _xlsx(data: bytes, file: str) -> Iterator[Row]:
    """The first sheet of a workbook, the values that its formulas had when it was saved."""
    import openpyxl  # 130 ms, for this one use

    try:
        unpacked = sum(entry.file_size for entry in zipfile.ZipFile(io.BytesIO(data)).infolist())
        if unpacked > MOST_UNPACKED:
            raise Refused("table.too_large", file=file, rows=MOST_ROWS, columns=MOST_COLUMNS)
        with warnings.catch_warnings():
            # openpyxl warns of styles and extensions that it leaves out; only the cells matter here.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            sheet = book.worksheets[0]
            sheet.reset_dimensions()  # some programs write wrong ones, and rows would be lost
            for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
                yield number, _trimmed(cells)
            book.close()
    except Refused:
        raise
    except Exception as error:  # a damaged file ends openpyxl, zipfile or zlib in no particular one
        raise Refused("table.malformed", file=file, detail=str(error)[:200]) from error


def _trimmed(cells: Iterable[object]) -> list[str]:
    """Cells as text, without the empty ones at the end that a sheet's formatting leaves behind."""
    found = [_text(cell) for cell in cells]
    while found and not found[-1]:
        found.pop()
    return found


def _text(cell: object) -> str:
    """A cell as a person reads it: ``3`` for 3.0, nothing for an empty one."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _jsonl(data: bytes, file: str) -> Iterator[Row]:
    """Objects, one a line; the first row, of number 0, is their keys."""
    lines = enumerate(decode_text(data, file).split("\n"), 1)
    objects = [(number, _object(line)) for number, line in lines if line.strip()]
    wrong = [str(number) for number, values in objects if values is None]
    if wrong:
        raise Refused("table.malformed_lines", file=file, rows=", ".join(wrong[:20]))
    heads = list(dict.fromkeys(key for _, values in objects for key in values or ()))
    yield 0, heads
    for number, values in objects:
        yield number, [_json_text((values or {}).get(head)) for head in heads]


def _object(line: str) -> dict[str, Any] | None:
    """A JSON object, or None where a line is something else."""
    try:
        return msgspec.json.decode(line, type=dict[str, Any])
    except (msgspec.MsgspecError, RecursionError, UnicodeEncodeError):
        return None


def _json_text(value: object) -> str:
    return "+".join(map(_text, value)) if isinstance(value, list) else _text(value)


READERS: dict[str, Callable[[bytes, str], Iterator[Row]]] = {".csv": _csv, ".xlsx": _xlsx, ".jsonl": _jsonl}
