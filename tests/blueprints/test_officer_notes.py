"""What a definition tells officers stands beside the answers, for the questions that were asked."""

from dataclasses import replace

from flask import Flask

from dvc.catalogue import loader
from dvc.db import Database
from dvc.domain.condition_text import parse_condition
from dvc.domain.procedures import Question
from tests.support.changed import a_desk_with, changed
from tests.support.filings import PROCEDURE, signed_in

NOTE = "Mỗi loại giấy tờ một số chứng thực."
HIDDEN = "Ghi chú của câu không hỏi."


def test_the_desk_reads_the_notes_of_the_questions_that_were_asked(app: Flask, database: Database) -> None:
    first, *others = loader.procedure(PROCEDURE).sections
    inner = Question("trang", "Số trang", "number", note="Tính theo bản chính.")
    asked = Question("loai", "Loại giấy tờ", "group", note=NOTE, questions=(inner,))
    never = Question("an", "Câu ẩn", "text", note=HIDDEN, visible_if=parse_condition("answered(loai)"))
    noted = replace(first, questions=(*first.questions, asked, never))
    with database.transaction() as session:
        here = a_desk_with(session, changed(session, sections=(noted, *others)))
    officer = signed_in(app.test_client(), database, here.officer, "o" * 43).open(f"/mot-cua/ho-so/{here.code}")
    assert f"Loại giấy tờ: {NOTE}" in officer.words
    assert "Số trang: Tính theo bản chính." in officer.words
    assert HIDDEN not in officer.words
