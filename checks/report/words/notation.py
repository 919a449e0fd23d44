"""How the quantities of the ledger are written in formulas, and what they are called: the words of the glossary.

A template is written as a TeX macro: ``#1`` is the first argument. Where one name takes different numbers of
arguments, ``name/4`` is its form with four.
"""

from __future__ import annotations

from typing import NamedTuple


class Notation(NamedTuple):
    """A TeX template and words."""

    template: str
    words: str


def _says(text: str) -> str:
    return rf"\text{{{text}}}"


NOTATION: dict[str, Notation] = {
    "R": Notation("R_{#1}(#2)", "expected regret of the learner after that many rounds, when that model is the truth"),
    "Delta": Notation(r"\Delta(#1, #2)", "mean regret of one round in which the first model's policy is deployed"),
    "W": Notation("W(#1)", "the wrong models: those whose policy has positive mean regret"),
    "|W|": Notation("|W(#1)|", "how many models are wrong"),
    "rho": Notation(
        r"\rho(#1, #2)", "affinity of what one round shows under two models, the first one's policy deployed"
    ),
    "rho/4": Notation(r"\rho_{#3, #4}(#1, #2)", "the same with policy π deployed and exponent λ in place of one half"),
    "rho_*": Notation(r"\rho_{*}(#1, #2)", "affinity while the truth's own policy is deployed"),
    "rho_lambda": Notation(r"\min_{\lambda} \rho_{\lambda}(#1, #2)", "affinity with the best exponent"),
    "rhobar": Notation(r"\bar{\rho}(#1)", "largest affinity of a wrong model over all greedy policies"),
    "J": Notation("J(#1, #2)", "drift of the logarithmic potential in a round that selects the wrong model"),
    "E_N": Notation(r"\mathbb{E}_{#3} N_{#1}(#2)", "expected number of rounds in which a model is selected"),
    "ell": Notation(r"\mathbb{E} \ell_{#1}(#2)", "expected square root of the likelihood ratio to the truth"),
    "step": Notation(
        r"\mathbb{E}_{#2} \left[ X_{#3}(#1)^{#4} \right]",
        "expected power of the one-round likelihood ratio to the truth, policy π deployed",
    ),
    "tail": Notation(r"P(N_{#2}(#3) \geq #1 + 1)", "chance that a wrong model is selected more than n times"),
    "mistake": Notation(r"P(m_{#1} \in W(#2))", "chance that the model greedy selects in that round is wrong"),
    "mistakes": Notation(r"\mathbb{E} M_{#1}(#2)", "expected number of rounds in which greedy selects a wrong model"),
    "SD": Notation(r"\mathrm{SD}_{#1}", "strong diversity: no greedy policy hides a wrong model"),
    "D": Notation("D", "user diversity: there is no confusing pair"),
    "G": Notation("G", "global identifiability: some policy tells any two models apart where it matters"),
    "K": Notation("K(#1, #2)", "most information about b that one unit of regret under a can buy"),
    "KL": Notation(r"\mathrm{KL}(#1 \Vert #2)", "Kullback–Leibler divergence of two laws"),
    "KL/3": Notation(r"\mathrm{KL}_{#1}(#2 \Vert #3)", "divergence of everything a learner sees in that many rounds"),
    "overlap": Notation(r"\min_{A} \left( #1(A) + #2(A^{c}) \right)", "least total error of a test between two laws"),
    "BC": Notation(r"\mathrm{BC}(#1, #2)", "Bhattacharyya coefficient of two laws"),
    "p": Notation("p_{#1}", "how often a context arrives"),
    "delta_a": Notation(r"\delta_{#1}(#2)", "what the second best response costs when the believed model is true"),
    "delta_b": Notation(r"\delta_{#2}(#3)", "what the believed best response costs when the hidden model is true"),
    "S": Notation("S(#1, #2)", "the contexts in which the hidden model changes the best response"),
    "root": Notation("M_{#1}(#2, #3)", "root M of M = p₀ δ T (1 − √(1 − exp(−K M)))"),
    "Conf": Notation(r"\mathrm{Conf}(#1)", "the models that hide from a while it is believed"),
    "C": Notation("C(#1)", "the constant of the logarithm: the least cost of a plan that tells all that hides from a"),
    "lambda": Notation(r"\lambda_{#2}", "an optimal multiplier of the plan, one for each model that hides from a"),
    "D_b": Notation("D_{#2}", "what mistaking b for a costs at least, a round, where it costs something"),
    "Told": Notation(
        r"\{m \not\sim_{\pi_m} #1, \mathrm{Conf}(m) \neq \emptyset\}",
        "models that their own policy tells from the truth, and from which something hides",
    ),
    "ToldFree": Notation(
        r"\{m \not\sim_{\pi_m} #1, \mathrm{Conf}(m) = \emptyset\}", "the same where nothing hides from the model"
    ),
    "Alike": Notation(r"\{m \neq #1, m \sim_{\pi_m} #1\}", "models that look like the truth while they are believed"),
    "d": Notation("d_{#1}", "largest mean cost of an exploring round of m beyond that of its policy"),
    "wait": Notation(
        r"S_{#1}(#2)", "Σ over the visits of m's sequence of the chance that m is still believed times their cost"
    ),
    "V": Notation("V_{#1}(#2)", "cost of the truth's own visits, until it passes: C(θ) ln T + O(√ln T)"),
    "NothingHides": Notation(_says("nothing hides from ") + "#1", "diversity at the truth"),
    "ConstantIsZero": Notation("C(#1) = 0", "regret is bounded"),
    "Delta_U": Notation(r"\Delta_{U}(#1)", "regret of one uniform round"),
    "s": Notation("s", "rate of exploration"),
    "SubOpt": Notation(r"\mathbb{E}_{#2} \mathrm{SubOpt}_{#1}", "expected loss of the policy learnt from n samples"),
    "worst": Notation(
        r"\max(\mathbb{E}_{#2} \mathrm{SubOpt}_{#1}, \mathbb{E}_{#3} \mathrm{SubOpt}_{#1})",
        "expected loss under the worse of two truths, for any rule",
    ),
    "rho_off": Notation(r"\rho_{\mathrm{off}}(#1, #2)", "affinity of one offline sample under two models"),
    "rho_off_lambda": Notation(
        r"\min_{\lambda} \rho_{\mathrm{off}, \lambda}(#1, #2)", "the same with the best exponent"
    ),
    "deficit": Notation(r"1 - \rho(#1, #2)", "one less the affinity"),
    "mu": Notation(r"\mu(#1)", "diversity coefficient: least second moment of a relevant direction"),
    "energy": Notation(
        r"(#2 - #3)^{\top} G_{#1} (#2 - #3)", "second moment of the difference along exposed directions"
    ),
    "g": Notation("g(#1)", "smallest positive optimality gap"),
    "L": Notation("L", "largest distance between the heads of two responses"),
    "B": Notation("B", "largest gap of a model"),
    "exposed": Notation(r"\dim \, \mathrm{Exp}", "dimension of the exposed directions"),
    "dimension_by_prompt": Notation(
        r"\dim \, \sum_{x} \mathrm{span} \left\{ w_{u} : (u, x) \in C \right\} \otimes F_{x}",
        "the same, prompt by prompt: span of the users who bring it, times its feature differences",
    ),
    "not_spanning": Notation(r"P(#1 \text{ users do not span})", "chance that recruited users fail to span"),
    "binomial_tail": Notation(r"P(\mathrm{Bin}(#1, q) < k)", "q: least chance that a user leaves a proper subspace"),
    "geometric_tail": Notation(
        r"P \left( \sum_{j} \mathrm{Geom}(q_{j}) > #1 \right)", "the same, dimension by dimension"
    ),
    "pooled_gap": Notation(r"\Delta_{\mathrm{pool}}(#1)", "least regret of a round that answers by prompt alone"),
    "trapped": Notation(r"\varepsilon(#1)", "regret per round of a greedy learner that is trapped for ever"),
    "J/0": Notation("J", "number of policies of the class other than the truth's"),
    "deficit/3": Notation(r"1 - \rho_{#1}(#2, #3)", "one less the affinity while a policy is deployed"),
    "Delta_max": Notation(r"\Delta_{\max}(#1)", "largest regret of a policy in a round"),
    "rhobar_closed": Notation(r"\bar{\rho}(#1)", "largest affinity of a model of a wrong cell, whatever is deployed"),
    "rho_facet": Notation(
        r"\bar{\rho}^{\mathrm{kl}}(#1)", "largest score affinity on the boundary of the cell of the truth"
    ),
    "1 - rhohat": Notation(r"1 - \hat{\rho}(#1)", "one less the largest affinity of a wrong model that is believed"),
    "rhohat": Notation(r"\hat{\rho}(#1)", "largest affinity of a wrong model that is believed"),
    "rhohat_*": Notation(r"\hat{\rho}_{*}(#1)", "largest affinity of a wrong model while everybody is served rightly"),
    "rhohat_pi": Notation(r"\hat{\rho}_{#1}(#2)", "largest affinity of a model of that policy while it is deployed"),
    "rhohat_kl": Notation(r"\hat{\rho}^{\mathrm{kl}}(#1)", "the same for the score affinity"),
    "rhohat_kl_*": Notation(r"\hat{\rho}_{*}^{\mathrm{kl}}(#1)", "the same for the score affinity"),
    "wrong": Notation(r"P_{#2}(\text{wrong in round } #1)", "chance that greedy deploys a wrong policy in a round"),
    "wrong_rounds": Notation(
        r"\mathbb{E}_{#2} K_{#1}", "expected number of rounds in which greedy deploys a wrong policy"
    ),
    "deployed": Notation(r"\mathbb{E}_{#3} N_{#1}(#2)", "expected number of rounds in which a policy is deployed"),
    "far": Notation(
        r"\mathbb{E} F(#1)", "bound on how often a wrong model that right service would tell from the truth is selected"
    ),
    "d_rel": Notation("d'", "dimension of the relevant directions"),
    "F": Notation("F", "number of facets of the cell of the truth, at most"),
    "score_step": Notation(r"\mathbb{E}_{#3}[S_{t+1} / S_t](#1, #2)", "mean change of the score potential in a round"),
    "rho_kl": Notation(r"\rho^{\mathrm{kl}}_{#1}(#2, #3)", "the same from the divergences of the gaps"),
    "s_ab": Notation("s(#1, #2, #3)", "distance of both truths from the decision boundary"),
    "sV_ab": Notation("s V(#1, #2)", "half the largest difference of a gap under the two truths"),
    "ConfusingPairExists": Notation(
        _says("there is a confusing pair with unique optima"),
        "two models of the class that one policy cannot tell apart",
    ),
    "SomeSigmaPositive": Notation(
        r"\max_{\pi, c, y} \sigma(\pi, c, y) > 0", "some strict policy is confused, by linear programs"
    ),
    "SomeWrongBeliefConfirms": Notation(
        _says("a wrong belief confirms itself at ") + "#1", "its own policy never tells it from the truth"
    ),
    "WrongLeafFound": Notation(
        _says("the branching at ") + "#1" + _says(" ends in a wrong policy"), "by linear programs"
    ),
    "SomeModelSurvives": Notation(
        _says("a wrong model survives right service at ") + "#1", "the policy of the truth never tells it apart"
    ),
    "SomeGapNotPositive": Notation(
        r"\min_{m \sim_{\pi_{#1}} #1} \langle \Delta, m \rangle \le 0", "for some response that is not best"
    ),
    "BoundFinite": Notation(_says("the bound of T1 is finite"), "at every truth"),
    "EveryPairInformative": Notation(_says("every confusing pair has ") + "K > 0", "exploration can tell them apart"),
    "NoHidden": Notation(
        _says("there is no hidden alternative to ") + "#1", "what is not seen changes no best response"
    ),
    "Spanning": Notation(
        r"\mathrm{Rel} \subseteq \mathrm{Exp}_{\pi_{#1}}",
        "what can alter the best response is exposed while θ is believed",
    ),
    "EveryAudienceSpans": Notation(
        _says("every response has a spanning audience under ") + "#1", "the users served it"
    ),
    "OfflineDiverse": Notation(
        r"D_{\mathrm{off}}", "the offline data reveal all that can alter a target's best response"
    ),
    "TargetsCovered": Notation(
        r"\mathrm{span}\{w_v\} \otimes F' \subseteq \mathrm{span}\{w_u\} \otimes F",
        "heads and features of the targets lie in the span of those in training",
    ),
    "PooledPays": Notation(r"\Delta_{\mathrm{pool}}(#1) > 0", "answering by prompt alone costs regret"),
    "PromptWithoutCommonBest": Notation(
        _says("some prompt has no response best for all who bring it"), "so personalisation is needed"
    ),
    "rho_g": Notation(r"\rho_{#1}(#2, #3)", "affinity of a slate drawn while the first model is selected"),
    "rho_right": Notation(r"\rho_{*}(#1, #2)", "largest affinity of a slate while a right model is selected"),
    "beta": Notation(r"\beta", "inverse temperature of the softened policies"),
    "p_min": Notation(r"p_{\min}", "probability of the rarest context"),
    "gamma_min": Notation(r"\gamma_{0, \min}", "least probability of a response under the reference policy"),
    "R_drawn": Notation(r"R^{\mathrm{drawn}}_{#1}(#2)", "expected cost of the responses drawn, one a round"),
    "drawn_least": Notation(
        r"\min_{m} c_{m}(#1)", "least cost of a response drawn from the softened policy of a model"
    ),
    "Identified": Notation(
        r"#1 \text{ identifies the reward of } #2", "her answers to the comparisons fit one reward only, which is hers"
    ),
    "questions": Notation(r"n(#1)", "fewest comparisons that identify a new user in the span of the others"),
    "r": Notation(r"r(#1)", "dimension of the space of rewards that heads in the span of the others give"),
    "k": Notation("k", "dimension of a head"),
    "dim_F": Notation(r"\dim \, F", "dimension of the span of the feature differences"),
    "questions_outside": Notation("n_{0}", "fewest comparisons that identify any linear reward"),
    "NothingSaid": Notation(r"\text{the others say nothing about } #1", "they keep all their rewards whatever hers is"),
    "SpanningImpliesD": Notation(
        r"\mathrm{Rel} \subseteq \mathrm{Exp}_{\pi} \text{ at every model} \implies D", "spanning is sufficient"
    ),
    "DiverseWithoutSpanning": Notation(
        r"D \text{ holds on an instance where } \mathrm{Rel} \not\subseteq \mathrm{Exp}_{\pi}",
        "spanning is not necessary",
    ),
}
"""Name in `theory.claims.language` → how it is written and called."""


LETTERS: dict[str, Notation] = {
    "theta": Notation(r"\theta", "the truth: the model by which users answer"),
    "m": Notation("m", "a model"),
    "a": Notation("a", "the believed model"),
    "b": Notation("b", "the hidden model"),
    "c_0": Notation("c_0", "a context in which a's best response is not best for b"),
    "pi": Notation(r"\pi", "a policy: one response for each context"),
    "lambda": Notation(r"\lambda", "an exponent between 0 and 1"),
    "T": Notation("T", "the horizon, in rounds"),
    "t": Notation("t", "a round"),
    "n": Notation("n", "a number of samples, or of selections"),
    "N": Notation("N", "a number of users"),
    "B": Notation("B", "a bound on all gaps"),
    "g": Notation("g", "the model that is selected"),
    "w": Notation("w", "a new user"),
    "v": Notation("v", "a new user whose head lies outside the span of the others"),
    "Q": Notation("Q", "the comparisons she is asked"),
    "epsilon": Notation(r"\varepsilon", "the width of a net of the polytope"),
}
"""Letter of `theory.claims.language` → how it is written and what it stands for."""

_IN_LEMMAS = {"L1": "a gap", "L2": "a gap", "L3": "a gap", "L4": "a law of what is seen"}
"""What a and b stand for where they are not models."""


def letter(name: str, claim: str) -> Notation:
    """Return how a letter of a claim is written and what it stands for there.

    Examples
    --------
    >>> letter("a", "T6").words, letter("a", "L1").words
    ('the believed model', 'a gap')
    """
    if name in ("a", "b") and claim in _IN_LEMMAS:
        return Notation(name, _IN_LEMMAS[claim])
    return LETTERS[name]


def notation(name: str, arity: int) -> Notation:
    r"""Return the notation of a quantity with that many arguments.

    Raises
    ------
    LookupError
        If the quantity has none.

    Examples
    --------
    >>> notation("rho", 4).template
    '\\rho_{#3, #4}(#1, #2)'
    """
    return NOTATION.get(f"{name}/{arity}") or NOTATION[name]
