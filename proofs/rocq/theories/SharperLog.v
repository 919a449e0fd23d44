(* T1', the logarithmic potential: a wrong model m is selected at most 1/J times *)
(* on average, where X is the likelihood ratio of m to the truth in one round    *)
(* under m's own policy and J the mean of X - 1 - ln X over the rounds in which  *)
(* X >= 1. J is positive under diversity.                                        *)
(* Claims: T1 (sharper). exp and ln with the laws of Exponential.v.              *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From UserDiversity Require Import Model Basics Exponential Potential.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Section Scalars.
Variables (R : rcfType) (exp ln : R -> R).
Hypothesis laws : exp_laws exp ln.
Implicit Types s x : R.

(* 1 + x < exp x: square 1 + x/2 <= exp (x/2) *)
Lemma exp_gt1D x : x != 0 -> 1 + x < exp x.
Proof.
move=> x0; have [neg | pos] := ltP (1 + x) 0; first exact: lt_trans neg (exp_gt0 laws x).
have h0 : 0 <= 1 + x / 2%:R.
  rewrite -(pmulr_rge0 _ (ltr0n R 2)); have -> : 2%:R * (1 + x / 2%:R) = 1 + (1 + x) by field.
  by rewrite addr_ge0 ?ler01.
have : (1 + x / 2%:R) ^+ 2 <= exp x.
  by rewrite -(exp_half laws x) ler_expn2r ?nnegrE ?(exp_ge0 laws) ?(exp_ge1D laws).
apply: lt_le_trans; have -> : (1 + x / 2%:R) ^+ 2 = 1 + x + (x / 2%:R) ^+ 2 by field.
by rewrite ltr_addl lt_neqAle sqr_ge0 andbT eq_sym sqrf_eq0 mulf_neq0 // invr_eq0 (pnatr_eq0 _ 2).
Qed.

Lemma ln_ltB1 x : 0 < x -> x != 1 -> ln x < x - 1.
Proof.
move=> x0 x1; rewrite ltr_subr_addr addrC -[ltRHS](exp_ln laws x0); apply: exp_gt1D.
by apply: contraNneq x1 => l0; rewrite -(exp_ln laws x0) l0 (exp0 laws).
Qed.

(* linear up to 1, logarithmic beyond *)
Definition bend s : R := if s <= 1 then s else 1 + ln s.

Lemma bend1 : bend 1 = 1. Proof. by rewrite /bend lexx. Qed.

Lemma bend_ge0 s : 0 < s -> 0 <= bend s.
Proof.
move=> s0; rewrite /bend; case: (lerP s 1) => [_ | /ltW s1]; first exact: ltW.
by rewrite addr_ge0 ?ler01 ?(ln_ge0 laws).
Qed.

Lemma bend_le s : 0 < s -> bend s <= s.
Proof.
move=> s0; rewrite /bend; case: (lerP s 1) => // _.
by rewrite addrC -ler_subr_addr (ln_leB1 laws).
Qed.

Lemma bend_ge1 s : 1 <= s -> bend s = 1 + ln s.
Proof.
rewrite /bend le_eqVlt => /predU1P[<- | s1]; first by rewrite lexx (ln1 laws) addr0.
by rewrite leNgt s1.
Qed.

Lemma ln_geV s : 0 < s -> 1 - s^-1 <= ln s.
Proof.
move=> s0; have := ln_leB1 laws (_ : 0 < s^-1).
by rewrite invr_gt0 (lnV laws) // => /(_ s0); rewrite ler_oppl opprB.
Qed.

(* beyond 1 a step moves the potential at most as it does from 1 *)
Lemma bend_step s x : 1 <= s -> 0 < x -> bend (s * x) - bend s <= bend x - 1.
Proof.
move=> s1 x0; have s0 : 0 < s := lt_le_trans ltr01 s1.
rewrite (bend_ge1 s1); have [sx1 | sx1] := leP 1 (s * x).
  rewrite (bend_ge1 sx1) (lnM laws) //.
  have -> : 1 + (ln s + ln x) - (1 + ln s) = ln x by ring.
  have [x1 | x1] := leP 1 x; first by rewrite (bend_ge1 x1) addrC addKr.
  by rewrite /bend (ltW x1) (ln_leB1 laws).
have xs : x <= s^-1 by rewrite -[leRHS]mul1r ler_pdivl_mulr // mulrC ltW.
have x1 : x <= 1 by apply: le_trans xs _; rewrite invf_le1.
rewrite /bend (ltW sx1) x1; have := ln_geV s0; move: (ln s) => l ls.
have : (s - 1) * x <= l.
  apply: le_trans ls; have -> : 1 - s^-1 = (s - 1) * s^-1 by field; rewrite gt_eqF.
  by rewrite ler_wpmul2l // subr_ge0.
rewrite -subr_ge0 => d; rewrite -subr_ge0.
by have -> : x - 1 - (s * x - (1 + l)) = l - (s - 1) * x by ring.
Qed.

(* what a step loses against its mean-preserving part *)
Definition surplus x : R := if 1 <= x then x - 1 - ln x else 0.

Lemma surplus_ge0 x : 0 <= surplus x.
Proof.
rewrite /surplus; case: ifP => // x1.
by rewrite subr_ge0 (ln_leB1 laws) // (lt_le_trans ltr01).
Qed.

Lemma surplus_gt0 x : 1 < x -> 0 < surplus x.
Proof.
by move=> x1; rewrite /surplus (ltW x1) subr_gt0 ln_ltB1 ?gt_eqF // (lt_trans ltr01).
Qed.

Lemma bend_surplus x : bend x = x - surplus x.
Proof.
rewrite /surplus; case: ifP => [x1 | /negbT]; first by rewrite (bend_ge1 x1); ring.
by rewrite -ltNge /bend => /ltW->; rewrite subr0.
Qed.
End Scalars.

Section LogPotential.
Variables (R : rcfType) (exp ln : R -> R) (E : env R) (M : finType) (K : class E M).
Hypothesis laws : exp_laws exp ln.
Variables (m theta : M).
Implicit Types (pi : policy E) (h : history E).

(* the likelihood ratio in one round, and over a history *)
Definition step_ratio pi o : R := feedback (K m) pi o / feedback (K theta) pi o.
Definition ratio h : R := lik (K m) h / lik (K theta) h.

Definition mean_surplus pi : R := \sum_o law (K theta) pi o * surplus ln (step_ratio pi o).
Local Notation J := (mean_surplus (greedy K m)).

Lemma step_gt0 pi o : 0 < step_ratio pi o.
Proof. by rewrite divr_gt0 ?feedback_gt0. Qed.

Lemma ratio_gt0 h : 0 < ratio h.
Proof. by rewrite divr_gt0 ?lik_gt0. Qed.

Lemma ratio_cons pi o h : ratio ((pi, o) :: h) = ratio h * step_ratio pi o.
Proof. by rewrite /ratio !lik_cons /= invfM mulrACA mulrC. Qed.

Lemma mean_step pi : \sum_o law (K theta) pi o * step_ratio pi o = 1.
Proof.
rewrite -(law_sum (K m) pi); apply: eq_bigr => o _.
by rewrite /law -mulrA [_ * step_ratio _ _]mulrC divfK // gt_eqF ?feedback_gt0.
Qed.

Lemma mean_bend pi : \sum_o law (K theta) pi o * bend ln (step_ratio pi o) = 1 - mean_surplus pi.
Proof.
by under eq_bigr do rewrite (bend_surplus laws) mulrBr; rewrite sumrB mean_step.
Qed.

Lemma mean_surplus_ge0 pi : 0 <= mean_surplus pi.
Proof. by apply: sumr_ge0 => o _; rewrite mulr_ge0 ?law_ge0 ?(surplus_ge0 laws). Qed.

Lemma bend_after pi h : 1 <= ratio h ->
  after K theta pi (fun h => bend ln (ratio h)) h <= bend ln (ratio h) - mean_surplus pi.
Proof.
move=> r1; rewrite /after.
apply: (@le_trans _ _ (\sum_o law (K theta) pi o * (bend ln (ratio h) - 1 + bend ln (step_ratio pi o)))).
  apply: ler_sum => o _; rewrite ler_wpmul2l ?law_ge0 // ratio_cons.
  by rewrite -addrA [-1 + _]addrC -ler_subl_addl; apply: (bend_step laws r1 (step_gt0 pi o)).
under eq_bigr do rewrite mulrDr.
by rewrite big_split /= -mulr_suml law_sum mul1r mean_bend addrA subrK.
Qed.

Lemma bend_super pi h : after K theta pi (fun h => bend ln (ratio h)) h <= bend ln (ratio h).
Proof.
have [r1 | /ltW r1] := leP 1 (ratio h).
  by apply: le_trans (bend_after pi r1) _; rewrite ger_addl oppr_le0 mean_surplus_ge0.
rewrite [leRHS]/bend r1 /after; apply: (@le_trans _ _ (\sum_o law (K theta) pi o * (ratio h * step_ratio pi o))).
  apply: ler_sum => o _; rewrite ler_wpmul2l ?law_ge0 // -ratio_cons.
  exact: (bend_le laws (ratio_gt0 _)).
by under eq_bigr do rewrite mulrCA; rewrite -mulr_sumr mean_step mulr1.
Qed.

Lemma bend_potential : 0 < J -> potential K theta m (fun h => bend ln (ratio h) / J).
Proof.
move=> J0; have scale pi h : after K theta pi (fun h => bend ln (ratio h) / J) h
    = after K theta pi (fun h => bend ln (ratio h)) h / J.
  by rewrite /after; under eq_bigr do rewrite mulrA; rewrite -mulr_suml.
split=> [h | pi h | h ml]; first by rewrite divr_ge0 ?(bend_ge0 laws) ?ratio_gt0 // ltW.
  by rewrite scale ler_pmul2r ?invr_gt0 // bend_super.
rewrite scale ler_pdivr_mulr // mulrBl divfK ?gt_eqF // mul1r; apply: bend_after.
by rewrite ler_pdivl_mulr ?lik_gt0 // mul1r; move/forallP: ml; apply.
Qed.

Theorem T1_log_selections A T : 0 < J ->
  expect A (K theta) T (fun h => (selections K m h)%:R) [::] <= J^-1.
Proof.
move=> J0; have := potential_selections A T [::] (bend_potential J0).
by rewrite /ratio /lik !big_nil divr1 bend1 /= add0r mul1r.
Qed.

(* some outcome of m's own policy speaks for m *)
Lemma telling_outcome : full_support E -> diverse_at K m -> wrong K theta m ->
  exists o, 0 < law (K theta) (greedy K m) o /\ 1 < step_ratio (greedy K m) o.
Proof.
move=> H4 D w; have nag : ~ agree (greedy K m) (K m) (K theta).
  by move=> /D e; rewrite /wrong e ltxx in w.
have := introN (agreeP _ _ _) nag.
move=> /forallPn[c /forallPn[y']]; rewrite negb_imply => /andP[k ne].
set x := gap (K m) c _ y' in ne; set t := gap (K theta) c _ y' in ne.
have pos z : 0 < law (K theta) (greedy K m) (c, y', z).
  by rewrite /law /= !mulr_gt0 // bern_gt0.
have above z : bern E t z < bern E x z -> 1 < step_ratio (greedy K m) (c, y', z).
  by move=> lt; rewrite /step_ratio /= ltr_pdivl_mulr ?bern_gt0 // mul1r.
have [lt | ge] := ltP (link E t) (link E x); first by exists (c, y', true); split=> //; apply: above.
exists (c, y', false); split=> //; apply: above; rewrite /= !linkN ltr_add2l ltr_opp2.
by rewrite lt_neqAle ge andbT; apply: contra ne => /eqP/link_inj->.
Qed.

Theorem T1_log_positive : full_support E -> diverse_at K m -> wrong K theta m -> 0 < J.
Proof.
move=> H4 D w; have [o [l x1]] := telling_outcome H4 D w.
rewrite /mean_surplus (bigD1 o) //=; apply: ltr_paddr.
  by apply: sumr_ge0 => o' _; rewrite mulr_ge0 ?law_ge0 ?(surplus_ge0 laws).
by rewrite mulr_gt0 ?(surplus_gt0 laws).
Qed.
End LogPotential.

Theorem T1_log_regret (R : rcfType) (exp ln : R -> R) (E : env R) (M : finType) (K : class E M)
    (A : learner E) (theta : M) T :
  exp_laws exp ln -> full_support E -> diverse K -> greedy_learner K A ->
  Regret A (K theta) T
  <= \sum_(m | wrong K theta m) Delta K m theta / mean_surplus ln K m theta (greedy K m).
Proof.
move=> laws H4 D gr.
have pos m : wrong K theta m -> 0 < mean_surplus ln K m theta (greedy K m).
  by move=> w; apply: (T1_log_positive laws H4) => // b; apply: D.
have := potential_regret T [::] gr (fun m w => bend_potential laws (pos m w)).
rewrite [regret_of _ _]big_nil subr0 => le; apply: le_trans le _.
by apply: ler_sum => m _; rewrite /ratio /lik !big_nil divr1 bend1 mul1r.
Qed.
