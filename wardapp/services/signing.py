"""Which lines stand above a name: from issuer, signer and post by the signature matrix."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from wardapp.core.document import Signature, SignatureLine
from wardapp.core.drafts import DraftContent, JointParty
from wardapp.core.issuers import Family, Issuer, IssuerKind, Signer
from wardapp.core.signing import (
    NO_SIGNATURES,
    Post,
    Signatures,
    SigningChoice,
    SigningMatrix,
    SigningRole,
    SigningRule,
)
from wardapp.core.text import fold, new_tone, old_tone, one_line
from wardapp.services.desk import Desk
from wardapp.services.papers import Papers

OWN = "{own}"
BODY = "{body}"
AS_WELL = "kiêm"  # leads from the main title to the one a paper is signed in
COMRADE = "{name}"
MINUTES = "BB"


class Signing:
    """The signature matrix of the program, asked for the people of an office."""

    def __init__(self, desk: Desk, papers: Papers) -> None:
        self._desk = desk
        self._papers = papers

    @property
    def matrix(self) -> SigningMatrix:
        """Return the whole matrix."""
        return self._papers.signing

    def posts(self, family: Family, issuer: Issuer | None = None) -> tuple[Post, ...]:
        """Return the posts a signer may hold, those of one kind of issuer when it is given."""
        return tuple(
            post
            for post in self.matrix.posts
            if post.family is family and (issuer is None or is_offered(post, issuer))
        )

    def rules_for(
        self, issuer: Issuer, signer: Signer | None, type_code: str, day: date
    ) -> tuple[SigningRule, ...]:
        """Return the rows this person may sign by, the default first; () for own lines alone."""
        standard = self._papers.standard(issuer.family, day).id
        return rules_for(self.matrix, issuer, signer, type_code, standard)

    def signature(self, rule: SigningRule, issuer: Issuer, signer: Signer | None) -> Signature:
        """Return the lines of a row for a person, with the name."""
        return signature(self.matrix, rule, issuer, signer)

    def choices(
        self, issuer: Issuer, signer: Signer | None, type_code: str, day: date
    ) -> tuple[SigningChoice, ...]:
        """Return the rows for a person with what each prints, the default first."""
        return tuple(
            SigningChoice(rule=rule, signature=self.signature(rule, issuer, signer))
            for rule in self.rules_for(issuer, signer, type_code, day)
        )

    def choices_of(self, content: DraftContent) -> tuple[SigningChoice, ...]:
        """Return the rows a draft may take for its signer, type and date."""
        with self._desk.database.read() as tx:
            issuer = tx.catalogue.issuer(content.issuer_id)
            signers = tx.catalogue.signers(issuer.id)
        signer = next((each for each in signers if each.id == content.signer_id), None)
        day = content.date or self._desk.today()
        return self.choices(issuer, signer, content.type_code, day)


def rules_for(
    matrix: SigningMatrix,
    issuer: Issuer,
    signer: Signer | None,
    type_code: str,
    standard_id: str = "",
) -> tuple[SigningRule, ...]:
    """Return the rows a person may sign a type of document by, the default first."""
    post = _post_of(matrix, issuer, signer)
    fitting = [
        rule
        for rule in matrix.rules
        if rule.role in {SigningRole.SIGN, SigningRole.CHAIR}
        and fits(rule, issuer, post)
        and (not rule.types or type_code in rule.types)
        and (not rule.standards or not standard_id or standard_id in rule.standards)
    ]
    own = own_title(matrix.post(post, issuer.family), signer)
    typed = typed_lines(signer)

    def order(rule: SigningRule) -> tuple[int, ...]:
        printed = [fold(line.text) for line in signature(matrix, rule, issuer, signer).lines]
        return (
            rule.role is SigningRole.CHAIR
            and not rule.kinds
            and issuer.kind is IssuerKind.CONGRESS,
            rule.role is not SigningRole.CHAIR,
            type_code not in rule.first_for,
            not (typed and printed == typed),
            _rank_of_own(rule, own),
        )

    return tuple(sorted(fitting, key=order))


def is_offered(post: Post, issuer: Issuer) -> bool:
    """Return whether a signer of a body may be said to hold a post."""
    is_kind = post.family is issuer.family and (not post.kinds or issuer.kind in post.kinds)
    return is_kind and (issuer.kind is not IssuerKind.ADVISORY or is_body(post.bodies, issuer))


def fits(rule: SigningRule, issuer: Issuer, post: str) -> bool:
    """Return whether a row is for a body and a post."""
    return (
        rule.family is issuer.family
        and (not rule.kinds or issuer.kind in rule.kinds)
        and (not rule.posts or post in rule.posts)
        and is_body(rule.bodies, issuer)
    )


def signature(
    matrix: SigningMatrix, rule: SigningRule, issuer: Issuer, signer: Signer | None
) -> Signature:
    """Return the lines of a row for a person, in the office's spelling, with the name."""
    post = matrix.post(_post_of(matrix, issuer, signer), issuer.family)
    known = {
        "{title}": post.title if post else "",
        "{head}": post.head if post else "",
        OWN: own_title(post, signer),
        BODY: one_line(issuer.own_line).upper(),
    }
    spelt = old_tone if issuer.old_tone_marks else new_tone
    lines = (
        replace(line, text=spelt(_filled(line.text, known)))
        for line in _without_empty_own(rule.lines, known[OWN])
    )
    return Signature(
        lines=tuple(line for line in lines if line.text),
        full_name=signer.full_name if signer else "",
    )


def own_title(post: Post | None, signer: Signer | None) -> str:
    """Return the main title of someone who signs in another post, "" when it is the same."""
    if signer is None or post is None:
        return ""
    typed = one_line(signer.position).upper()
    return "" if fold(typed) in {fold(post.title), fold(post.name)} else typed


def recognised_post(matrix: SigningMatrix, issuer: Issuer, signer: Signer) -> str:
    """Return the first post whose lines are those typed for a signer, "" when there is none."""
    typed = typed_lines(signer)
    bare = replace(signer, position="", authority=())
    for rule in matrix.rules:
        if rule.role is not SigningRole.SIGN or not typed:
            continue
        for post in rule.posts:
            if not fits(rule, issuer, post):
                continue
            lines = signature(matrix, rule, issuer, replace(bare, post=post)).lines
            if [fold(line.text) for line in lines] == typed:
                return post
    return ""


def signatures_of(
    matrix: SigningMatrix,
    issuer: Issuer,
    signer: Signer | None,
    content: DraftContent,
    confirmer: Signer | None = None,
    standard_id: str = "",
) -> Signatures:
    """Return every place to sign of a draft; a signer without post keeps the own lines."""
    rule = _chosen(matrix, issuer, signer, content, standard_id)
    if rule is None and not content.extras.joint:
        return NO_SIGNATURES
    main = signature(matrix, rule, issuer, signer) if rule else own_signature(issuer, signer)
    if rule is not None and _are_minutes(rule, issuer, content):
        return _minutes(matrix, issuer, content, main, confirmer)
    confirmation = _confirmation(matrix, issuer, confirmer, main.full_name)
    if content.extras.joint:
        others = tuple(_joint(party, issuer.family) for party in content.extras.joint)
        return Signatures(main=main, others=others, confirmation=confirmation)
    return Signatures(main=main, confirmation=confirmation)


def _chosen(
    matrix: SigningMatrix,
    issuer: Issuer,
    signer: Signer | None,
    content: DraftContent,
    standard_id: str,
) -> SigningRule | None:
    rules = rules_for(matrix, issuer, signer, content.type_code, standard_id)
    named = next((each for each in rules if each.id == content.extras.signing), None)
    if named is None and rules and rules[0].role is SigningRole.CHAIR:
        named = rules[0]
    if content.extras.joint and (named is None or named.role is SigningRole.SIGN):
        return _joint_rule(matrix, issuer, signer) or named or next(iter(rules), None)
    if named is None and signer is not None and signer.post:
        return next(iter(rules), None)
    return named


def _joint_rule(matrix: SigningMatrix, issuer: Issuer, signer: Signer | None) -> SigningRule | None:
    post = _post_of(matrix, issuer, signer)
    joint = (each for each in matrix.rules if each.role is SigningRole.JOINT)
    return next((each for each in joint if post and fits(each, issuer, post)), None)


def own_signature(issuer: Issuer, signer: Signer | None) -> Signature:
    """Return the typed lines as a place to sign: the title is bold when it stands alone."""
    if signer is None:
        return Signature(lines=())
    titles = [line for line in signer.position.split("\n") if line.strip()]
    is_bold = issuer.family is Family.STATE or not signer.authority
    return Signature(
        lines=(
            *(SignatureLine(text=line) for line in signer.authority if line.strip()),
            *(SignatureLine(text=line, bold=is_bold) for line in titles),
        ),
        full_name=signer.full_name,
    )


def _are_minutes(rule: SigningRule, issuer: Issuer, content: DraftContent) -> bool:
    """Return whether two sign: chair and secretary, at a congress its Đoàn Thư ký."""
    if rule.role is SigningRole.CHAIR:
        return True
    is_of_congress = issuer.kind is IssuerKind.CONGRESS and content.type_code == MINUTES
    return is_of_congress and bool(content.extras.secretary.strip())


def _minutes(
    matrix: SigningMatrix,
    issuer: Issuer,
    content: DraftContent,
    chair: Signature,
    confirmer: Signer | None,
) -> Signatures:
    extras = content.extras
    title = one_line(extras.chair_title)
    if title:
        chair = replace(chair, lines=(SignatureLine(text=title.upper()),))
    rows = (each for each in matrix.rules if each.role is SigningRole.SECRETARY)
    secretary = next(each for each in rows if fits(each, issuer, ""))
    left = replace(signature(matrix, secretary, issuer, None), full_name=one_line(extras.secretary))
    confirmation = _confirmation(matrix, issuer, confirmer, chair.full_name)
    return Signatures(main=chair, others=(left,), confirmation=confirmation)


def _confirmation(
    matrix: SigningMatrix, issuer: Issuer, confirmer: Signer | None, whose: str
) -> Signature | None:
    if confirmer is None:
        return None
    post = _post_of(matrix, issuer, confirmer)
    rows = [each for each in matrix.rules if each.role is SigningRole.CONFIRM]
    rule = next((each for each in rows if post and fits(each, issuer, post)), None)
    if rule is None:
        own = own_signature(issuer, confirmer)
        first = next(each for each in rows if each.family is issuer.family).lines[0]
        own = replace(own, lines=(first, *own.lines))
    else:
        own = signature(matrix, rule, issuer, confirmer)
    lines = (replace(line, text=line.text.replace(COMRADE, whose).strip()) for line in own.lines)
    return replace(own, lines=tuple(lines))


def _joint(party: JointParty, family: Family) -> Signature:
    return Signature(
        lines=tuple(
            SignatureLine(text=line, bold=family is Family.STATE or position == 0)
            for position, line in enumerate(filter(None, map(one_line, party.signer_lines)))
        ),
        full_name=one_line(party.signer_name),
    )


def _post_of(matrix: SigningMatrix, issuer: Issuer, signer: Signer | None) -> str:
    if signer is None:
        return ""
    return signer.post or recognised_post(matrix, issuer, signer)


def typed_lines(signer: Signer | None) -> list[str]:
    """Return the lines typed for a signer, ready to be compared."""
    if signer is None:
        return []
    return [fold(line) for line in (*signer.authority, *signer.position.split("\n")) if line]


def _rank_of_own(rule: SigningRule, own: str) -> int:
    """Rows with the main title go first for someone who has one, last for anybody else."""
    uses_own = any(OWN in line.text for line in rule.lines)
    return 1 if not uses_own else (0 if own else 2)


def _without_empty_own(lines: tuple[SignatureLine, ...], own: str) -> tuple[SignatureLine, ...]:
    if own or not any(OWN in line.text for line in lines):
        return lines
    return tuple(line for line in lines if OWN not in line.text and line.text != AS_WELL)


def is_body(bodies: tuple[str, ...], issuer: Issuer) -> bool:
    """Return whether the name of an issuer begins with one of these words, or none are asked."""
    name = f"{fold(issuer.name)} "
    return not bodies or any(name.startswith(f"{fold(each)} ") for each in bodies)


def _filled(text: str, known: dict[str, str]) -> str:
    before, mark, after = text.partition(BODY)
    for key, value in known.items():
        before, after = before.replace(key, value), after.replace(key, value)
    if not mark:
        return before.strip()
    return f"{joined_title(before.strip(), known[BODY])}{after}".strip()


def joined_title(title: str, body: str) -> str:
    """Return a title with its body's name, words both share said once.

    `TRƯỞNG BAN` and `BAN XÂY DỰNG ĐẢNG` make `TRƯỞNG BAN XÂY DỰNG ĐẢNG`.
    """
    first, second = title.split(), body.split()
    for count in range(min(len(first), len(second)), 0, -1):
        if first[-count:] == second[:count]:
            return " ".join((*first, *second[count:]))
    return " ".join((*first, *second))
