(* T10, the trap: with two models a, b that form a confusing pair, greedy with  *)
(* ties broken to a deploys a's policy for ever when b is the truth, learns     *)
(* nothing, and its regret is exactly T Delta(a, b). Without diversity greedy   *)
(* itself is linear. Such a greedy learner exists.                              *)
(* Claim: T10.                                                                  *)
From mathcomp Require Import all_ssreflect all_algebra.
From UserDiversity Require Import Model Basics.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Section T10.
Variables (R : rcfType) (E : env R) (M : finType) (K : class E M) (a b : M).

(* deploys a's policy for certain whenever [a] is a maximum-likelihood model *)
Definition ties_to (A : learner E) := forall h, max_lik K a h -> A h (greedy K a) = 1.

Lemma act_certain (A : learner E) h pi pi' : A h pi = 1 -> 0 < A h pi' -> pi' = pi.
Proof.
move=> one pos; apply/eqP/negPn/negP => ne; have := act_sum A h.
rewrite (bigD1 pi) //= one (bigD1 pi') //= => /eqP.
rewrite -subr_eq0 addrAC subrr add0r gt_eqF // ltr_paddr //.
by apply: sumr_ge0 => x _; apply: act_ge0.
Qed.

Theorem T10_trap (A : learner E) T : (forall m, m = a \/ m = b) ->
  agree (greedy K a) (K a) (K b) -> ties_to A ->
  Regret A (K b) T = T%:R * Delta K a b.
Proof.
move=> two ag tie; pose P h := lik (K a) h = lik (K b) h.
have ml h : P h -> max_lik K a h.
  by move=> e; apply/forallP => m; case: (two m) => ->; rewrite ?e.
have step h pi o : P h -> 0 < A h pi -> 0 < law (K b) pi o -> P ((pi, o) :: h).
  move=> Ph pos; rewrite (act_certain (tie _ (ml _ Ph)) pos) /P !lik_cons /= Ph => l.
  congr (_ * _); case: o l => [[c y'] z]; rewrite /law /=.
  rewrite pmulr_lgt0 ?bern_gt0 // => exposed; rewrite ag //.
  by rewrite lt_neqAle kappa_ge0 andbT; apply: contraTneq exposed => <-; rewrite mulr0 ltxx.
rewrite Regret_sum -[T in RHS]card_ord -sumr_const mulr_suml; apply: eq_bigr => t _.
rewrite mul1r -[RHS](expect_const A (K b) t _ [::]).
apply: (expect_eq_reach (P := P)) => [//|h /ml /tie one|]; last by rewrite /P /lik !big_nil.
rewrite /next_loss (bigD1 (greedy K a)) //= one mul1r big1 ?addr0 // => pi ne.
have := act_ge0 A h pi; rewrite le_eqVlt => /predU1P[<-|pos]; first by rewrite mul0r.
by rewrite (act_certain one pos) eqxx in ne.
Qed.

Theorem T10_learner_exists : exists2 A : learner E, greedy_learner K A & ties_to A.
Proof.
exists (deterministic (fun h => greedy K (if max_lik K a h then a else mle K a h))) => h.
  move=> pi /deterministic_gt0->.
  by exists (if max_lik K a h then a else mle K a h) => //; case: ifP => // _; apply: mle_max.
by move=> ml; rewrite deterministicE ml eqxx.
Qed.
End T10.
