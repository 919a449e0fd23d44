(* The argument behind T1, once: if a potential V never grows on average, and   *)
(* drops by at least 1 on average whenever the wrong model m is selected, then  *)
(* m is selected at most V times more, and the regret still to come is at most  *)
(* the sum over wrong models of Delta V.                                        *)
(* Claim: none by itself; Bounded.v (T1) and Sharper.v (T1') choose V.          *)
From mathcomp Require Import all_ssreflect all_algebra.
From UserDiversity Require Import Model Basics.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Section Potential.
Variables (R : rcfType) (E : env R) (M : finType) (K : class E M).
Variables (A : learner E) (theta : M).
Implicit Types (pi : policy E) (h : history E) (V : history E -> R).

(* the mean of [V] after one more round, with [pi] deployed, under [theta] *)
Definition after pi V h : R := \sum_o law (K theta) pi o * V ((pi, o) :: h).

Definition potential m V :=
  [/\ forall h, 0 <= V h,
      forall pi h, after pi V h <= V h
    & forall h, max_lik K m h -> after (greedy K m) V h <= V h - 1].

(* no hypothesis on the learner: a round counts when [m] is a maximum-         *)
(* likelihood model and its policy is deployed, whoever deploys it             *)
Theorem potential_selections m V n h : potential m V ->
  expect A (K theta) n (fun h' => (selections K m h')%:R) h <= (selections K m h)%:R + V h.
Proof.
case=> V0 super drop.
apply: (expect_super (V := fun h => (selections K m h)%:R + V h)) => [h' pi _|h'];
  last by rewrite ler_addl.
under eq_bigr do rewrite mulrDr.
rewrite big_split /= -mulr_suml law_sum mul1r natrD -addrA [leLHS]addrCA ler_add2l.
case: andP => [[ml /eqP->]|_] /=; last by rewrite add0r; apply: super.
by rewrite addrC -ler_subr_addr; apply: drop.
Qed.

Theorem potential_regret (V : M -> history E -> R) n h : greedy_learner K A ->
  (forall m, wrong K theta m -> potential m (V m)) ->
  expect A (K theta) n (regret_of (K theta)) h - regret_of (K theta) h
  <= \sum_(m | wrong K theta m) Delta K m theta * V m h.
Proof.
move=> greedyA pot; pose S h := \sum_(m | wrong K theta m) Delta K m theta * V m h.
rewrite ler_subl_addr addrC -/(S h).
have S0 h' : 0 <= S h'.
  by apply: sumr_ge0 => m /pot[V0 _ _]; rewrite mulr_ge0 ?Delta_ge0.
apply: (expect_super (V := fun h => regret_of (K theta) h + S h)) => [h' pi /greedyA[m ml ->]|h'];
  last by rewrite ler_addl.
under eq_bigr do rewrite regret_cons -addrA !mulrDr.
rewrite !big_split /= mean_round_regret -mulr_suml law_sum mul1r addrCA ler_add2l.
rewrite -/(Delta K m theta) -/(after (greedy K m) S h').
have -> : after (greedy K m) S h'
    = \sum_(m' | wrong K theta m') Delta K m' theta * after (greedy K m) (V m') h'.
  rewrite /after; under eq_bigr do rewrite mulr_sumr.
  rewrite exchange_big /=; apply: eq_bigr => m' _; rewrite mulr_sumr.
  by apply: eq_bigr => o _; rewrite mulrCA.
have shrink m' : wrong K theta m' ->
    Delta K m' theta * after (greedy K m) (V m') h' <= Delta K m' theta * V m' h'.
  by move=> /pot[_ super _]; rewrite ler_wpmul2l ?Delta_ge0.
case: (boolP (wrong K theta m)) => [w|right_m]; last first.
  by rewrite (not_wrong right_m) add0r; apply: ler_sum.
rewrite /S [leRHS](bigD1 m) //= (bigD1 m) //= addrA; apply: ler_add; last first.
  by apply: ler_sum => m' /andP[w' _]; apply: shrink.
have [_ _ drop] := pot m w; rewrite -[X in X + _]mulr1 -mulrDr ler_wpmul2l ?Delta_ge0 //.
by rewrite addrC -ler_subr_addr; apply: drop.
Qed.
End Potential.
