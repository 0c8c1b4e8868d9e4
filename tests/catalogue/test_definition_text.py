import tomllib
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dvc.catalogue import definitions, loader
from dvc.catalogue.definition_text import to_toml
from dvc.catalogue.toml_text import written
from dvc.domain.procedures import Procedure
from dvc.domain.text import nfc

CODES = sorted(loader.procedures())
ANYTHING = st.text(st.characters(exclude_categories=["Cs"]))
# What nobody sees is refused: test_loader.
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf"], include_characters="\n\t")).map(nfc)
ALTER: Any = replace


def again(procedure: Procedure) -> Procedure | None:
    found, faults = definitions.parse(to_toml(procedure), "again.toml")
    assert faults == []
    return found


def test_every_definition_written_and_read_again_is_the_same() -> None:
    assert [code for code in CODES if again(loader.procedure(code)) != loader.procedure(code)] == []


@given(text=TEXTS, texts=st.lists(TEXTS), number=st.integers(0, 10**12), truth=st.booleans())
def test_whatever_stands_in_it_comes_back(text: str, texts: list[str], number: int, truth: bool) -> None:  # noqa: FBT001 - drawn
    first = loader.procedure(CODES[0])
    section = replace(first.sections[0], intro=text)
    question = ALTER(section.questions[0], hint=text, minimum=number, repeats=truth)
    section = replace(section, questions=(question, *section.questions[1:]))
    changed = replace(first, conditions_text=text, steps=tuple(texts), sections=(section, *first.sections[1:]))
    found = again(changed)
    assert found is not None
    assert found == changed.with_version(found.version)


@given(text=ANYTHING, texts=st.lists(ANYTHING))
def test_any_text_is_written_so_that_it_is_read_again(text: str, texts: list[str]) -> None:
    data = {"text": text, "texts": texts, "rows": [{"key": text, "name": "x", "more": texts}]}
    assert tomllib.loads(written(data)) == data


def test_lists_stand_by_their_names_and_persons_by_their_parts() -> None:
    text = to_toml(loader.procedure("2.000635"))
    assert 'options = "@identity_documents"' in text
    assert "Ê-đê" not in text
