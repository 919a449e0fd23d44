"""Each claim in plain words: what it says, why it is true, and what breaks without each hypothesis."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

MOST_WORDS = 40
"""Longest sentence of a claim, in words."""

WITHOUT: Mapping[str, str] = {
    "H1": "If the truth is not among the models, the most likely model is merely the least wrong one, and what it is "
    "wrong about never shows.",
    "H2": "With infinitely many models, wrong ones may lie so close to the truth that no amount of data refutes them.",
    "H3": "Two responses tie for best, and serving the other one costs nothing while it reveals what was hidden.",
    "H4": "If contexts do not arrive as the law says, the one that tells two models apart may never come.",
    "H5": "If users answer by another rule than the learner assumes, its likelihoods favour a wrong model.",
    "H6": "A learner that chooses what to compare with can test without serving anything bad.",
    "tie-break": "Ties broken after seeing the context mix two policies into one that reveals nothing and is wrong.",
    "D": "A wrong belief is served, nothing that is shown contradicts it, and it is kept for ever.",
    "not-D": "Where diversity holds everywhere, greedy is bounded by T1 and there is no trap.",
    "D_theta": "If something hides from the truth itself, even the best learner pays, and the trap is no surprise.",
    "SD": "Some greedy policy shows nothing about a wrong model, so a round may pass without progress.",
    "G": "Two models that differ where it matters give the same answers to every question; nobody can tell them apart.",
    "G+": "Two models that nobody can tell apart may price explorations differently, and the wrong prices are paid for "
    "ever.",
    "D_off": "The data never compare what tells two models apart, so that more of the same does not help.",
    "some-wrong": "If no model is wrong there is no mistake to count.",
    "full-support": "A response that is never compared can hide its value.",
    "slate": "Where comparisons follow what is served alone, a wrong belief may never be contradicted, and diversity "
    "is needed.",
    "positive-reference": "A response that is never drawn can hide its value, and diversity of the users served is "
    "needed again.",
    "alike": "If the believed policy shows a difference, the learner learns without paying.",
    "confusing": "If nothing hides, greedy meets the truth for free and pays no logarithm.",
    "unique-optimum-of-a": "A second best response of the believed model may be served at no cost and reveal more.",
    "altered": "If the believed response is also best under the other model, mistaking the models costs nothing.",
    "offline-alike": "If the data tell the two models apart, more data end the error.",
    "informative": "If no response tells the two models apart, regret is linear and no constant is left to divide by.",
    "consistency": "A learner that never adapts pays nothing where it happens to be right, and for ever elsewhere.",
    "linear": "Without a linear reward there are no directions to span.",
    "finite-linear": "Without finitely many parameters of a linear reward the comparison with rank is not defined.",
    "product-support": "A user trained on one prompt only says nothing about the prompt on which others are served.",
    "factored": "Without user heads there is no span to lie in, and nothing carries over from one user to another.",
    "in-span": "Outside the span the others are compatible with any reward of hers, and r answers leave it open.",
    "separating": "Comparisons that repeat each other leave a direction of the span unasked.",
    "polytope": "Without a compact polytope of linear rewards there are no cells to count, and perhaps no most likely "
    "model.",
    "first-closed": "A wrong policy shows nothing that contradicts a model which likes it, and is kept for ever.",
    "D-closed": "A wrong policy may be kept for ever where (i) fails; where only (ii) fails, mistakes stay finitely "
    "many but need not become exponentially rare.",
    "interior": "On a class without interior two responses may have different heads and the same rewards.",
    "SD-closed": "Some policy that greedy may follow never tells a wrong model from the truth, and is kept for ever.",
    "distinct-responses": "Where two responses are the same to every model, neither is ever the only best response, "
    "and policies with ties decide.",
    "crossing": "If both truths are served by one policy, a learner that follows it pays nothing at either.",
    "iid-users": "If the next user depends on the last ones, all of them may share one direction.",
}
"""What breaks without a hypothesis, in general; a claim may say it in its own words."""


@dataclass(frozen=True)
class Words:
    """A claim for readers outside the field.

    Attributes
    ----------
    sentence : str
        What it says, in at most `MOST_WORDS` words.
    why : str
        Why it is true, in a sentence.
    without : mapping of str to str
        Hypothesis → what breaks without it, where `WITHOUT` is too general.
    """

    sentence: str
    why: str
    without: Mapping[str, str] = field(default_factory=dict)

    def breaks(self, hypothesis: str) -> str:
        """Return what breaks without a hypothesis.

        Raises
        ------
        KeyError
            Where nothing is said of that hypothesis.

        Examples
        --------
        >>> words("T1").breaks("D")
        'A wrong belief is served, nothing that is shown contradicts it, and it is kept for ever.'
        """
        return self.without.get(hypothesis) or WITHOUT[hypothesis]


_WORDS: Mapping[str, Words] = {
    "L1": Words(
        "How alike two preference probabilities look can be written in closed form by hyperbolic functions of their "
        "reward gaps, and they look exactly alike only if the gaps are equal.",
        "With the logistic function written by exponentials one identity of hyperbolic functions is left.",
    ),
    "L2": Words(
        "One comparison tells two models apart at least in proportion to the square of the difference of their reward "
        "gaps, as long as gaps are bounded.",
        "The closed form of L1 is bounded below by the first term of the hyperbolic sine.",
    ),
    "L3": Words(
        "The information in one comparison is never negative and at most an eighth of the squared difference of the "
        "two reward gaps.",
        "The information is the second-order remainder of a convex function whose second derivative is at most a "
        "quarter.",
    ),
    "L4": Words(
        "If two worlds produce similar data, every test errs in one of them, with a probability that the similarity "
        "bounds from below.",
        "The overlap of two laws is bounded below by their Bhattacharyya coefficient through Cauchy and Schwarz.",
    ),
    "L5": Words(
        "On average, each round shrinks the square root of a wrong model's likelihood ratio by a factor that depends "
        "only on what is served.",
        "Taking the expectation of the square root of a likelihood ratio gives the affinity of the two laws of one "
        "round.",
        {
            "H1": "The likelihood ratio to a truth that is no model need not shrink.",
            "H4": "The factor of a round is computed with the law of contexts; under another law it is another factor.",
        },
    ),
    "L6": Words(
        "Data can separate a believed model from a hidden one only as fast as the learner pays regret under the "
        "believed one.",
        "Serving the believed best responses reveals nothing by assumption, so that every bit of information is bought "
        "with a response that costs.",
    ),
    "T1": Words(
        "If users are diverse enough, always serving what currently looks best costs a bounded total amount, however "
        "long the system runs.",
        "A wrong model that is selected is put to the test by what it serves, and each test shrinks its likelihood by "
        "a fixed factor on average.",
    ),
    "T2": Words(
        "The chance that a wrong belief is followed more than n times falls geometrically in n.",
        "Ville's inequality for the likelihood ratio, discounted by its factor at every selection.",
    ),
    "T3": Words(
        "After an initial learning phase mistakes die out: the chance of serving wrongly in round t falls "
        "exponentially with t.",
        "Either many rounds were wrong, which T2 makes unlikely, or many were right, and each of those refutes the "
        "wrong models a little.",
        {"H3": "With ties for the best response, what right rounds show may not refute a wrong model."},
    ),
    "T4": Words(
        "If every policy that greedy can follow tests every wrong model, the number of mistakes grows only with the "
        "logarithm of the number of models.",
        "All wrong models shrink in every round together, so that a union bound over them costs a logarithm.",
    ),
    "T5": Words(
        "If any response may be offered for comparison, greedy needs no diversity of users at all; this is the "
        "benchmark that diversity has to recover.",
        "Comparing with everything shows the whole reward difference, so that no wrong model can hide.",
    ),
    "T6": Words(
        "If some truth hides while another is believed, every learner's regrets under the two are tied by one "
        "inequality: little regret here means much regret there.",
        "With little regret under the believed model the data cannot tell the two apart, and then every rule errs "
        "under one of them.",
    ),
    "T7": Words(
        "Without diversity, no learner keeps its regret below a logarithm of time under both of two truths that "
        "confuse it.",
        "Solving the inequality of T6 for the larger of the two regrets gives the Lambert function, which grows like a "
        "logarithm.",
    ),
    "T8": Words(
        "Without diversity, every learner that is not hopeless elsewhere pays at least a fixed multiple of the "
        "logarithm of time.",
        "Consistency forces the regret under the hidden truth to be small, and T6 then makes the other one grow.",
    ),
    "T9": Words(
        "The best possible regret is bounded exactly when users are diverse, logarithmic when only exploration can "
        "tell models apart, and linear when nothing can.",
        "T1 gives the bounded case, T7 and T11 the logarithm from both sides, and T7 without information the linear "
        "case.",
        {"H3": "With ties for the best response diversity may fail while bounded regret is possible."},
    ),
    "T10": Words(
        "Without diversity greedy can be trapped: it believes the wrong model for ever and loses the same amount in "
        "every round.",
        "What it serves never contradicts what it believes, so that the likelihoods stay equal.",
        {"confusing": "Where nothing hides, the data refute the wrong model and the trap opens."},
    ),
    "T11": Words(
        "If any exploration can tell the models apart, exploring a logarithmic number of times is enough for "
        "logarithmic regret.",
        "Exploration rounds shrink every wrong model, and enough of them make the remaining mistakes summable.",
    ),
    "T12": Words(
        "If the training data expose what matters, the chance of learning a bad policy falls exponentially, so that "
        "log(1/ε) samples reach error ε.",
        "A wrong model beats the truth in likelihood with a probability that shrinks by a fixed factor with each "
        "sample.",
    ),
    "T13": Words(
        "No rule needs fewer than log(1/ε) samples, up to a constant, to reach error ε under both of two models.",
        "The affinity of n samples is the n-th power of that of one, and L4 turns affinity into error.",
    ),
    "T14": Words(
        "If the training data do not expose a difference that matters, no amount of data brings the error down.",
        "Two models that give the same law to the data are answered alike, and one of the answers is wrong.",
    ),
    "T15": Words(
        "Nothing can hide from a population exactly when the directions it exposes span all directions that can change "
        "a best response.",
        "A direction that is not exposed can be added to the truth until some best response changes, and nothing that "
        "is shown changes with it.",
    ),
    "T16": Words(
        "With user-specific heads, training users reveal all that matters to the target users exactly when their heads "
        "span the heads of the targets.",
        "Feature differences and heads combine as a tensor product, and a span of products is the product of the "
        "spans.",
    ),
    "T17": Words(
        "The weaker a population spans, the larger the regret bound: it scales like one over the least second moment "
        "of a relevant direction.",
        "A wrong model must differ from the truth by a gap along some direction, and the population shows at least the "
        "least moment of it.",
        {"H5": "The curvature that turns differences into information is that of the logistic link."},
    ),
    "T18": Words(
        "Recruiting users at random, the chance that they still do not span falls like a binomial tail in their "
        "number.",
        "As long as the recruited do not span, the next user adds a dimension with at least a fixed probability.",
    ),
    "T19": Words(
        "A learner that ignores who asks pays a fixed amount per round as soon as users who share a prompt have no "
        "response that is best for all.",
        "Whatever it serves to that prompt is wrong for one of them, whatever it has learnt.",
    ),
    "T20": Words(
        "Diversity is weaker than full rank: only directions that can change a best response within the class have to "
        "be exposed.",
        "A direction along which no two models of the class disagree about a best response cannot hide a mistake; two "
        "exhibited populations show it.",
    ),
    "T21": Words(
        "That nothing hides from the truth itself is not enough for greedy: it may start from another belief and be "
        "trapped there.",
        "Diversity is needed wherever greedy may stand, and at the exhibited belief what is served never contradicts "
        "it.",
        {"D_theta": "If something hides from the truth too, the trap is T10's."},
    ),
    "T22": Words(
        "On a continuous class of rewards greedy also has bounded regret, truth by truth, if no wrong belief confirms "
        "itself and none survives right service.",
        "A fine net of finitely many models stands for the whole class, because likelihoods change slowly between "
        "neighbours.",
    ),
    "T23": Words(
        "For a bounded polytope of rewards finitely many exact linear programs decide which holds: bounded regret for "
        "a careful greedy learner, or a logarithm for everyone.",
        "A policy is one polyhedral cell of the class, and whether something hides from a cell is a linear program.",
    ),
    "T24": Words(
        "However diverse the users, no learner has one regret bound for all truths of a class that crosses a decision "
        "boundary: the worst case grows like the square root of time.",
        "Truths that are nearly tied are hard to tell apart, and how nearly can be chosen after the horizon is known.",
    ),
    "T25": Words(
        "Every consistent learner pays at least the cheapest exploration plan that tells the truth from everything "
        "that hides from it, per unit of log time.",
        "Its visits form a plan that must collect enough information against each hidden model, and the plan's cost is "
        "its regret.",
    ),
    "T26": Words(
        "One learner attains that cheapest price at every truth at once; its regret is bounded exactly where nothing "
        "hides from the truth itself.",
        "It follows the most likely model, checks it against what hides from it, and explores only along the cheapest "
        "plan when the check fails.",
    ),
    "T27": Words(
        "If both responses of a comparison are drawn from a softened policy, as in online preference training, no "
        "diversity among the served users is needed.",
        "Every response has a positive chance to be compared with every other, so that no wrong model can hide.",
        {
            "H4": "The context that arrives may be the one whose slates tell least; the bound counts on all.",
            "tie-break": "Ties broken after seeing the context mix policies whose slates hardly ever tell anything.",
        },
    ),
    "T28": Words(
        "A new user whose head lies in the span of the others is learnt from r comparisons; outside the span the "
        "others say nothing about her.",
        "Inside the span her reward lies in a known space of dimension r; outside, every reward is compatible with all "
        "that was seen.",
    ),
}


def words(claim: str) -> Words:
    """Return the words of a claim.

    Parameters
    ----------
    claim : str
        Its id, such as ``T6``.

    Raises
    ------
    KeyError
        Where there are none.

    Examples
    --------
    >>> words("T2").sentence
    'The chance that a wrong belief is followed more than n times falls geometrically in n.'
    """
    return _WORDS[claim]
