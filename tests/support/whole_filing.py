"""A resident who files any procedure by its pages alone: made-up answers are put into the controls by their names."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask.testing import FlaskClient

from dvc.catalogue import reference
from dvc.domain.fields.base import lowered
from dvc.domain.fields.people import ISSUED_BY, PERSONAL
from dvc.domain.fields.types import field_for
from dvc.domain.procedures import DECLARATION, Procedure, Question, Section
from tests.support.pages import controls
from tests.support.paper_files import PHOTO
from tests.support.robot import TICKED, Robot
from tests.support.transports import AppTransport, Came, Sent
from tests.support.valid_answers import needed, shown

GO_ON, BEGIN, FILE = "Đồng ý và tiếp tục", "Bắt đầu soạn hồ sơ", "Nộp hồ sơ"
CHOOSE, SEND, DONE = "Chụp ảnh hoặc chọn tệp", "Gửi tệp", "Xong giấy này"
FOR_WHOM = {"self": "Cho tôi", "child": "Cho con tôi", "other": "Cho người khác"}
# The pages of one section: some answers open more questions, a province brings its communes.
MOST_ROUNDS = 12

Wanted = Mapping[str, str | list[str]]
Places = Iterator[tuple[str, Question]]


class WholeFiling:
    """One resident with one procedure and the answers he will give."""

    def __init__(self, robot: Robot, procedure: Procedure, answers: Mapping[str, Any]) -> None:
        self.robot = robot
        self.procedure = procedure
        self.answers = answers

    def begin(self, for_whom: str, people: Mapping[str, str]) -> None:
        """Make the draft, choose the place, say who files."""
        self.robot.open(f"/thu-tuc/{self.procedure.code}/nop").tick(FOR_WHOM[for_whom]).press(BEGIN)
        cases = [case.key for case in self.procedure.cases if case.chosen_by == "resident"]
        self._send({"case": cases[-1]} if cases else {})
        self._send(people)

    def fill_form(self) -> None:
        """Fill in every section that comes, in the order in which they come."""
        for section in self.procedure.sections:
            if section.visible_if is None or section.visible_if.holds(self.answers):
                number = self.procedure.sections.index(section) + 1
                assert self.robot.path.endswith(f"/to-khai/{number}"), f"{self.robot.path}: {number} should come"
                self._fill_section(section)

    def say_papers(self, papers: list[str]) -> None:
        """Attach the first of the papers that are asked for, bring the others."""
        wanted = {f"tick-{key}": "brought" for key in papers}
        wanted |= {f"tick-{key}": "attached" for key in papers[:1]}
        put(self.robot, wanted)
        self.robot.press(GO_ON)
        if papers:
            self.robot.attach(CHOOSE, PHOTO).press(SEND).follow(DONE).press(GO_ON)

    def choose_result(self, method: str) -> None:
        """Choose how the result is returned."""
        self._send({"method": method, "receiver": "", "receiver_phone": "", "post_address": ""})

    def file(self) -> None:
        """Go on from the check, write the letters of the picture, declare and file."""
        self.robot.follow(GO_ON).fill("Mã xác nhận", "ABCDE").tick(DECLARATION).press(FILE)

    def _fill_section(self, section: Section) -> None:
        page, wanted = self.robot.path, wanted_of(section.questions, self.answers)
        for _ in range(MOST_ROUNDS):
            missing = put(self.robot, wanted)
            rows = [one for one in section.questions if one.repeats and self._lacks_row(one, missing)]
            self.robot.press(f"Thêm {rows[0].row_name or lowered(rows[0].label)}" if rows else GO_ON)
            if self.robot.path != page:
                return
        raise AssertionError(f"{self.procedure.code} {page}: {self.robot.errors}, nowhere: {sorted(missing)}")

    def _lacks_row(self, question: Question, missing: set[str]) -> bool:
        here = {control.get("name", "") for control in controls(self.robot.root)}
        numbers = {name.split("-")[1] for name in missing if name.startswith(f"{question.key}-")}
        return any(not any(name.startswith(f"{question.key}-{number}-") for name in here) for number in numbers)

    def _send(self, wanted: Wanted) -> None:
        page = self.robot.path
        put(self.robot, wanted)
        self.robot.press(GO_ON)
        assert self.robot.path != page, f"{self.procedure.code} {page}: {self.robot.errors}"


def wanted_of(questions: tuple[Question, ...], answers: Mapping[str, Any], lead: str = "") -> dict[str, Any]:
    """Return what the inputs of these questions must send, by name; empty for what is not answered."""
    wanted: dict[str, Any] = {}
    for question in questions:
        if not shown(question, answers):
            continue
        name, value = lead + question.key, answers.get(question.key)
        if question.questions:
            rows = enumerate(value or [{}]) if question.repeats else [("", value or {})]
            for number, row in rows:
                wanted |= wanted_of(question.questions, row, f"{name}-{number}-" if question.repeats else f"{name}-")
            continue
        field = field_for(question, reference)
        raw = {**dict.fromkeys(field.inputs, ""), **field.raw(value)}
        wanted |= {f"{name}-{part}" if part else name: sent for part, sent in raw.items()}
    return wanted


def put(robot: Robot, wanted: Wanted) -> set[str]:
    """Put texts and choices into the page's controls, tick what asks to be confirmed; return what is nowhere."""
    found: dict[str, bool] = {}
    for control in controls(robot.root):
        name = control.get("name", "")
        sent = wanted.get(name)
        if sent is not None:
            found[name] = _put(control, sent) or found.get(name, False)
    return {name for name, sent in wanted.items() if sent and not found.get(name)}


def _put(control: Any, sent: str | list[str]) -> bool:
    """Put what is sent into one control; tell whether it takes it."""
    values = [sent] if isinstance(sent, str) else sent
    if control.get("type") in TICKED:
        here = control.get("value", "on") in values
        control.set("checked", "") if here else control.attrib.pop("checked", None)
        return here
    if control.tag == "select":
        options = list(control.iter("option"))
        chosen = [one for one in options if one.get("value") == values[0]]
        for option in options:
            option.attrib.pop("selected", None)
        for option in chosen:
            option.set("selected", "")
        return bool(chosen)
    if control.tag == "textarea":
        control.text = values[0]
    else:
        control.set("value", values[0])
    return True


def required_places(questions: tuple[Question, ...], answers: Mapping[str, Any], today: date, lead: str = "") -> Places:
    """Yield each question that must be answered with the name of its place on the page, those inside groups too."""
    for question in questions:
        if not shown(question, answers):
            continue
        name, value = lead + question.key, answers.get(question.key)
        if needed(question, answers, today) and not written_by_itself(question, answers):
            yield name, question
        if question.questions and value is not None:
            rows = enumerate(value) if question.repeats else [("", value)]
            for number, row in rows:
                inside = f"{name}-{number}-" if question.repeats else f"{name}-"
                yield from required_places(question.questions, row, today, inside)


def written_by_itself(question: Question, paper: Mapping[str, Any]) -> bool:
    """Tell whether it is the place of issue of a paper that one office alone issues: the form knows it."""
    kinds = (kind for kind in reference.identity_documents() if kind.name == paper.get("kind"))
    return question.key == ISSUED_BY and any(kind.issuer and kind.number == PERSONAL for kind in kinds)


@dataclass(frozen=True)
class Sheet:
    """One section as the browser sends it when everything on it is answered."""

    path: str
    section: Section
    fields: tuple[tuple[str, str], ...]
    ticked: frozenset[str]

    def without(self, place: str) -> list[tuple[str, str]]:
        """Return the same with one place left empty: nothing typed, nothing ticked."""
        mine = [name for name, _ in self.fields if name == place or name.startswith(f"{place}-")]
        assert mine, f"{self.path}: nothing is sent for {place}"
        kept = [(name, "" if name in mine else value) for name, value in self.fields]
        return [(name, value) for name, value in kept if not (name in mine and name in self.ticked)]


class Watched(AppTransport):
    """A way to the portal that remembers what was sent last."""

    last = Sent()

    def send(self, method: str, path: str, sent: Sent) -> Came:
        """Send one request."""
        self.last = sent
        return super().send(method, path, sent)


def sheets(client: FlaskClient, procedure: Procedure, answers: Mapping[str, Any], draft: str) -> Iterator[Sheet]:
    """Go through the form of a draft that lacks nothing, and yield what each page sends."""
    way = Watched(client)
    robot = Robot(way)
    for number, section in enumerate(procedure.sections, start=1):
        if section.visible_if is None or section.visible_if.holds(answers):
            path = f"{draft}/to-khai/{number}"
            if robot.path != path:
                robot.open(path)
            ticked = frozenset(one.get("name", "") for one in controls(robot.root) if one.get("type") in TICKED)
            robot.press(GO_ON)
            assert robot.path != path, f"{path}: {robot.errors}"
            yield Sheet(path, section, tuple(way.last.fields), ticked)
