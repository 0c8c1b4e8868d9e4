"""The shape of a procedure: what its definition says, frozen, with the version's hash."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from dvc.domain.conditions import Condition
from dvc.domain.workdays import Duration

# What the last step asks to tick, beside any pledge inside the form.
DECLARATION = "Tôi xin chịu trách nhiệm trước pháp luật về lời khai trên"

ServiceLevel = Literal["full_online", "partial_online", "undetermined"]
AdministrativeLevel = Literal["commune", "province", "ministry", "other"]
ReceivedBy = Literal["here", "national", "public_security"]
Channel = Literal["online", "in_person", "post"]
ReturnMethod = Literal["at_desk", "online", "post"]
ChosenBy = Literal["resident", "answers", "desk"]
Required = Literal["always", "conditional", "one_of", "if_available", "desk_only", "generated", "note"]
StateData = Literal["population", "civil_status"]
Confidence = Literal["VERIFIED", "RECALLED", "CONFLICT", "INFERRED", "UNOFFICIAL"]


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: what is stored and what people read."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Check:
    """A rule between answers; judged only when every question it looks at is answered.

    A warning asks to confirm and never blocks.
    """

    must: Condition
    say: str
    warning: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One question; of a group, with questions inside.

    Texts: `hint` stands under the label, `note` is for officers. Bounds: `minimum` and `maximum` are of the
    number, `max_length` counts characters. `prefill` names what the account knows, `default` is shown
    chosen. `sex` (a word or a question's key) and `born` (a question's key) are compared with an ID number.
    `compute` names the computation of a computed question and `of` its source. `copy_from` is a question
    whose answer is shown here first, when `copy_if` holds. `parts` are what a person is asked, `component` is
    the paper that answers a file question. `row_name` is what one row of a repeating group is called.
    """

    key: str
    label: str
    type: str
    required: bool = False
    required_if: Condition | None = None
    visible_if: Condition | None = None
    hint: str = ""
    options: tuple[Option, ...] = ()
    display: Literal["select", "radio"] | None = None
    note: str = ""
    prefill: str | None = None
    default: str | int | bool | None = None
    minimum: int | None = None
    maximum: int | None = None
    max_length: int | None = None
    not_future: bool = False
    checks: tuple[Check, ...] = ()
    sex: str | None = None
    born: str | None = None
    compute: str | None = None
    of: str | None = None
    copy_from: str | None = None
    copy_if: Condition | None = None
    autocomplete: str | None = None
    questions: "tuple[Question, ...]" = ()
    repeats: bool = False
    row_name: str = ""
    most: int = 10
    parts: tuple[str, ...] = ()
    component: str | None = None
    confidence: Confidence = "VERIFIED"


@dataclass(frozen=True, slots=True)
class Section:
    """One page of the form."""

    key: str
    title: str
    questions: tuple[Question, ...]
    visible_if: Condition | None = None
    intro: str = ""
    confidence: Confidence = "VERIFIED"


@dataclass(frozen=True, slots=True)
class Extension:
    """More time that a case may take, and why."""

    duration: Duration
    reason: str


@dataclass(frozen=True, slots=True)
class Case:
    """One way a dossier of the procedure is resolved, with its time limit.

    Without a `duration` the desk writes the day itself. `authorised` is False where nobody may file for another
    (Luật Hộ tịch Đ6; the national listing's "cho phép nộp ủy quyền").
    """

    key: str
    name: str
    duration: Duration | None = None
    chosen_by: ChosenBy = "desk"
    when: Condition | None = None
    note: str = ""
    extension: Extension | None = None
    authorised: bool = True
    source: str = ""
    confidence: Confidence = "VERIFIED"


@dataclass(frozen=True, slots=True)
class Tier:
    """What each unit costs, in đồng, up to and with the unit `up_to`; None: all that follow."""

    amount: int
    up_to: int | None = None


@dataclass(frozen=True, slots=True)
class Fee:
    """One fee: `amount` in đồng, None where the province sets it; `per` is a question that counts.

    With `tiers` each unit of `per` costs what its tier says, together no more than `at_most`, and that `times`
    another question's count. `valid_from` and `valid_to` (ISO dates, both days included) say when it is due.
    """

    key: str
    kind: str
    name: str
    amount: int | None = None
    unit: str = ""
    set_by: str = ""
    optional: bool = False
    per: str | None = None
    when: Condition | None = None
    channels: tuple[Channel, ...] = ()
    exemptions: str = ""
    tiers: tuple[Tier, ...] = ()
    at_most: int | None = None
    times: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    note: str = ""
    source: str = ""
    confidence: Confidence = "VERIFIED"


@dataclass(frozen=True, slots=True)
class Component:
    """One paper of the dossier; `upload` is False for what is only shown or told.

    Of the papers with the same `one_of` one is enough. `data` names the state's data that may stand for it.
    """

    key: str
    name: str
    group: str = ""
    originals: int = 0
    copies: int = 0
    required: Required = "always"
    when: Condition | None = None
    upload: bool = True
    one_of: str = ""
    data: StateData | None = None
    form_template: str = ""
    note: str = ""
    source: str = ""
    confidence: Confidence = "VERIFIED"

    @property
    def asked(self) -> bool:
        """Tell whether the applicant says of this paper: attached, brought on paper, or missing."""
        return self.upload and self.required not in ("desk_only", "generated", "note")


@dataclass(frozen=True, slots=True)
class Result:
    """What the procedure gives; `code` is the national one."""

    name: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Procedure:
    """One procedure in one version; `version` is the SHA-256 of its canonical JSON.

    `subject` and `subject_number` are the questions that name whom the result is about. `draft` is not shown to
    residents, `generic` has only the declaration form that fits every procedure. `valid_from` and `valid_to` are
    ISO dates, both days included; `replaced_by` is the code of the procedure that came after it.
    """

    code: str
    name: str
    short_name: str
    service_field: str
    service_level: ServiceLevel
    cases: tuple[Case, ...]
    sections: tuple[Section, ...]
    channels: tuple[Channel, ...]
    return_methods: tuple[ReturnMethod, ...]
    version: str = ""
    draft: bool = False
    generic: bool = False
    valid_from: str | None = None
    valid_to: str | None = None
    replaced_by: str = ""
    levels: tuple[AdministrativeLevel, ...] = ("commune",)
    received_by: ReceivedBy = "here"
    form_title: str = ""
    form_number: str = ""
    subject: str = ""
    subject_number: str = ""
    partial_reason: str = ""
    service_level_confidence: Confidence = "VERIFIED"
    authority: str = ""
    audience: tuple[str, ...] = ()
    results: tuple[Result, ...] = ()
    legal_basis: tuple[str, ...] = ()
    conditions_text: str = ""
    steps: tuple[str, ...] = ()
    fees: tuple[Fee, ...] = ()
    components: tuple[Component, ...] = ()
    in_person: str = ""
    may_be_represented: bool = True
    representation: str = ""
    village_role: str = ""
    duty: str = ""
    validity: str = ""
    interlinked: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    announced_by: str = ""
    national_url: str = ""
    sources: tuple[str, ...] = ()
    confidence: Confidence = "VERIFIED"

    def section(self, key: str) -> Section:
        """Return a section by key; raises KeyError."""
        for section in self.sections:
            if section.key == key:
                return section
        raise KeyError(key)

    def questions(self) -> Iterator[Question]:
        """Yield the questions of all sections, groups whole."""
        for section in self.sections:
            yield from section.questions

    def with_version(self, version: str) -> "Procedure":
        """Return the same procedure under its hash."""
        return replace(self, version=version)
