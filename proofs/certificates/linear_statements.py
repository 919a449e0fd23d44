"""What can be certified of linear rewards: each statement with its sentence, the facts it computes and its proof."""

from __future__ import annotations

from fractions import Fraction

from proofs.certificates import rocq_text as text
from proofs.certificates.numbers.polytopes import BELIEVED, HIDDEN, ConfusedClass
from proofs.certificates.numbers.spans import Combination, Hidden, Spanned
from proofs.certificates.numbers.unconfused import Exclusion, UnconfusedClass
from proofs.certificates.rocq_file import Statement, computed, index, proved, vector

MODELS = "(linear_beliefs R instance_valid heads_of_instance)"

_HEADS = computed("heads_valid", "valid_heads instance heads_of_instance")


def hidden_alternative(found: Hidden) -> Statement:
    """A parameter vector that agrees with the truth on all that is exposed and that its policy does not serve best."""
    unit = str(found.tables.vector_unit)
    shown = _shown(found.alternative, found.tables.vector_unit)
    return Statement(
        "hidden_alternative",
        "T15",
        f"The parameter ({shown}) hides from the truth: it agrees with it on all that the truth's policy exposes, and"
        " that policy is not best for it.",
        (
            _HEADS,
            vector("alternative", found.alternative),
            computed("alternative_hides", f"hidden_alternativeZ instance heads_of_instance {unit} theta alternative"),
        ),
        "Theorem hidden_alternative :\n"
        f"  let of_integers := vector R heads_of_instance {unit} in\n"
        "  confusing K (of_integers theta) (of_integers alternative) /\\ ~ diverse_at K (of_integers theta)."
        + proved(
            "conj (@certified_hidden_alternative R _ instance_valid _ heads_valid _ _ _ alternative_hides)",
            "(@certified_not_diverse_at R _ instance_valid _ heads_valid _ _ _ alternative_hides)",
        ),
    )


def members(found: ConfusedClass) -> Statement:
    """Two models lie in the polytope, and their rewards are those that the certificate is about."""
    unit, over = str(found.tables.vector_unit), str(found.inequality_unit)
    listed = text.wrapped(text.listed(f"({text.row(n)}, {q})" for n, q in found.inequalities))
    vectors = ("theta", "alternative")
    facts = [
        computed(f"member_{m}", f"memberZ instance heads_of_instance model_{m} {over} inequalities {unit} {v}")
        for m, v in enumerate(vectors)
    ]
    inside = [
        f"(inside {over} inequalities (of_integers {v}) /\\\n  forall c y, K model_{m} c y = L (of_integers {v}) c y)"
        for m, v in enumerate(vectors)
    ]
    return Statement(
        "members_of_the_class",
        "T15" if found.of_truth else "T23",
        _membership(found),
        (
            _HEADS,
            index("model_0", "models", 0),
            index("model_1", "models", 1),
            vector("alternative", found.hidden),
            "Local Open Scope Z_scope.\n"
            f"Definition inequalities : seq inequality :=\n{listed}.\nLocal Close Scope Z_scope.",
            *facts,
        ),
        f"Theorem members_of_the_class :\n  let of_integers := vector R heads_of_instance {unit} in\n"
        f"  let L := {MODELS} in\n  {inside[0]} /\\\n  {inside[1]}."
        + proved(
            "conj (@certified_member R _ instance_valid _ heads_valid _ _ _ _ _ member_0)",
            "(@certified_member R _ instance_valid _ heads_valid _ _ _ _ _ member_1)",
        ),
    )


def _membership(found: ConfusedClass) -> str:
    a, b = (_shown(v, found.tables.vector_unit) for v in (found.tables.theta, found.hidden))
    if found.of_truth:
        return f"The truth {BELIEVED} = ({a}) and {HIDDEN} = ({b}), which hides from it, lie in the class."
    return (
        f"The class is not bounded: {BELIEVED} = ({a}) and {HIDDEN} = ({b}) lie in it, and what follows holds of them."
    )


def unique_hidden() -> Statement:
    """The hidden alternative of a class that is decided has unique optima too."""
    return Statement(
        "unique_hidden",
        "H3",
        f"The model {HIDDEN} has one best response in every context.",
        (computed("unique_1", "uniqueZ instance model_1"),),
        "Theorem unique_hidden : unique_optimum (K model_1)."
        + proved("@certified_unique R _ instance_valid _ unique_1"),
    )


def unconfused(found: UnconfusedClass) -> Statement:
    """No model of a polytope that has unique optima is confused with another."""
    over = str(found.inequality_unit)
    cuts = text.listed(f"({_policy(x.policy)}, ({text.row(x.region)}, {_places(x.prefers)}))" for x in found.cuts)
    keeps = text.listed(
        f"({_policy(policy)}, {text.listed(text.listed(map(_exclusion, row)) for row in rows)})"
        for policy, rows in found.keeps
    )
    listed = text.listed(f"({text.row(n)}, {q})" for n, q in found.inequalities)
    terms = {"inequalities": ("inequality", listed), "cuts": ("cutting", cuts), "keeps": ("keeping", keeps)}
    defined = [f"Definition {name} : seq {kind} :=\n{text.wrapped(term)}." for name, (kind, term) in terms.items()]
    return Statement(
        "no_model_is_confused",
        "T23",
        "No model of the class that has one best response in every context is confused with another: whatever looks the"
        " same while it is believed is served best by its policy. (That careful greedy is then bounded, T22b, is not"
        " part of the certificate.)",
        (
            _HEADS,
            "Local Open Scope Z_scope.\n\n" + "\n\n".join(defined) + "\n\nLocal Close Scope Z_scope.",
            computed("none_confused", "unconfusedZ instance heads_of_instance inequalities cuts keeps"),
        ),
        f"Theorem no_model_is_confused (a : 'rV[R]_(dimension heads_of_instance)) :\n"
        f"  inside {over} inequalities a -> unique_optimum (K a) ->\n"
        f"  forall b, inside {over} inequalities b -> ~ confusing K a b."
        + proved(
            f"@certified_unconfused R _ instance_valid _ heads_valid {over} inequalities cuts keeps isT none_confused a"
        ),
    )


def _policy(policy: tuple[int, ...]) -> str:
    return text.listed(f"{y}%N" for y in policy)


def _places(places: tuple[tuple[int, int, int], ...]) -> str:
    return text.listed(f"({c}%N, {y}%N, {w})" for c, y, w in places)


def _exclusion(found: Exclusion | None) -> str:
    if found is None:
        return "Exclusion 0 [::] [::] [::] [::]"
    inequalities = f"{text.row(found.hidden)} {text.row(found.believed)}"
    return f"Exclusion {found.scale} {inequalities} {_places(found.prefers)} {_places(found.alike)}"


def _shown(vector: tuple[int, ...], unit: int) -> str:
    return ", ".join(str(Fraction(x, unit)) for x in vector)


def no_hidden_alternative(found: Spanned) -> Statement:
    """No parameter vector at all hides from the truth."""
    unit = str(found.tables.vector_unit)
    basis = text.wrapped(text.listed(f"({c}%N, {y}%N)" for c, y in found.basis))
    combinations = text.wrapped(text.listed(text.listed(map(_combination, row)) for row in found.combinations))
    return Statement(
        "no_hidden_alternative",
        "T15",
        f"No parameter of ℝ^{found.tables.dimension} hides from the truth: whatever agrees with it on all that its"
        " policy exposes is served best by that policy, because what is exposed spans what is relevant.",
        (
            _HEADS,
            f"Definition basis : seq place :=\n{basis}.",
            f"Definition combinations : seq (seq combination) :=\n{combinations}.",
            computed("spans", f"spanningZ instance heads_of_instance {unit} theta basis combinations"),
        ),
        "Theorem no_hidden_alternative : diverse_at K (vector R heads_of_instance "
        f"{unit} theta)." + proved("@certified_spanning R _ instance_valid _ heads_valid _ _ _ _ spans"),
    )


def _combination(combination: Combination) -> str:
    divisor, weights = combination
    return f"({divisor}%BZ, {text.listed(f'{x}%BZ' if x >= 0 else f'({x})%BZ' for x in weights)})"
