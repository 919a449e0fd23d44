(* T1: under user diversity greedy has bounded regret, whatever the horizon,    *)
(* with the residual form: from any history whatever, the regret still to come  *)
(* is at most the sum over wrong models of Delta ell / (1 - rho).               *)
(* T2: how often a wrong model is selected has a geometric tail.                *)
(* Claims: T1 (headline form), T2. rho < 1 is derived from diversity and H4.    *)
From mathcomp Require Import all_ssreflect all_algebra.
From UserDiversity Require Import Model Basics Likelihood Potential.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Section Selections.
Variables (R : rcfType) (E : env R) (M : finType) (K : class E M).
Variables (A : learner E) (m theta : M).
Implicit Types (pi : policy E) (h : history E).
Local Notation rho_m := (rho_own K m theta).
Local Notation ell_m := (ell (K m) (K theta)).

Lemma ell_potential : rho_m < 1 -> potential K theta m (fun h => ell_m h / (1 - rho_m)).
Proof.
move=> rho1; have r0 : 0 < 1 - rho_m by rewrite subr_gt0.
have step pi h : after K theta pi (fun h => ell_m h / (1 - rho_m)) h
    = rho pi (K m) (K theta) * ell_m h / (1 - rho_m).
  by rewrite /after; under eq_bigr do rewrite mulrA; rewrite -mulr_suml L5_potential_step.
split=> [h|pi h|h ml]; first by rewrite divr_ge0 ?ell_ge0 ?ltW.
  by rewrite step ler_pmul2r ?invr_gt0 // ler_pimull ?ell_ge0 ?rho_le1.
rewrite step -/rho_m ler_subr_addr -ler_subr_addl -mulrBl ler_pdivl_mulr // mul1r.
by rewrite -[X in X - _]mul1r -mulrBl ler_pmulr ?(L5_selected theta ml).
Qed.

(* No hypothesis on the learner: a round counts when [m] is a maximum-         *)
(* likelihood model and its policy is deployed, whoever deploys it.            *)
Theorem T1_selections_residual n h : rho_m < 1 ->
  expect A (K theta) n (fun h' => (selections K m h')%:R) h
  <= (selections K m h)%:R + ell_m h / (1 - rho_m).
Proof. by move=> rho1; apply: potential_selections (ell_potential rho1). Qed.

Theorem T1_selections T : rho_m < 1 ->
  expect A (K theta) T (fun h => (selections K m h)%:R) [::] <= (1 - rho_m)^-1.
Proof.
by move=> rho1; have := T1_selections_residual T [::] rho1; rewrite /= add0r ell_nil mul1r.
Qed.

(* T2: selected more than [k] times with probability at most rho ^ k *)
Theorem T2_geometric_tail T k :
  expect A (K theta) T (fun h => (k < selections K m h)%N%:R) [::] <= rho_m ^+ k.
Proof.
pose V h := if (k < selections K m h)%N then 1 else ell_m h * rho_m ^+ (k - selections K m h).
have -> : rho_m ^+ k = V [::] by rewrite /V /= ell_nil mul1r subn0.
have rho0 : 0 <= rho_m by apply: rho_ge0.
apply: expect_super => [h pi _|h]; last first.
  by rewrite /V; case: ifP => // _; rewrite mulr_ge0 ?ell_ge0 ?exprn_ge0.
have one : \sum_o law (K theta) pi o * 1 = 1 by rewrite -mulr_suml law_sum mulr1.
rewrite /V /=; case: andP => [[ml /eqP->]|_] /=; last first.
  case: ifP => _; first by rewrite one.
  under eq_bigr do rewrite mulrA; rewrite -mulr_suml L5_potential_step -mulrA.
  by rewrite ler_pimull ?rho_le1 // mulr_ge0 ?ell_ge0 ?exprn_ge0.
rewrite add1n ltnS; set N := selections K m h.
have l1 := L5_selected theta ml.
case: (ltngtP k N) => [kN|Nk|kN]; last first.
- by rewrite kN subnn expr0 mulr1 -mulr_suml law_sum mul1r.
- under eq_bigr do rewrite mulrA.
  by rewrite -mulr_suml L5_potential_step -/rho_m [rho_m * _]mulrC -mulrA -exprS subnSK.
- by rewrite -mulr_suml law_sum mul1r.
Qed.
End Selections.

Section T1.
Variables (R : rcfType) (E : env R) (M : finType) (K : class E M).
Variables (A : learner E) (theta : M).
Hypothesis H4 : full_support E.
Hypothesis greedyA : greedy_learner K A.

(* the bound on what is still to come, and its value at the start *)
Definition residual h : R :=
  \sum_(m | wrong K theta m) Delta K m theta * ell (K m) (K theta) h / (1 - rho_own K m theta).

(* Diversity is asked only of the models that are wrong about [theta]. *)
Theorem T1_residual n h : (forall m, wrong K theta m -> diverse_at K m) ->
  expect A (K theta) n (regret_of (K theta)) h - regret_of (K theta) h <= residual h.
Proof.
move=> D; apply: le_trans (potential_regret n h greedyA _) _ => [m w|].
  by apply: ell_potential; apply: rho_own_lt1 => //; apply: D.
by apply: ler_sum => m _; rewrite mulrA.
Qed.

Theorem T1_greedy_bounded T : diverse K ->
  Regret A (K theta) T
  <= \sum_(m | wrong K theta m) Delta K m theta / (1 - rho_own K m theta).
Proof.
move=> D; have := @T1_residual T [::] (fun m _ b => D m b).
rewrite /regret_of big_nil subr0 => le; apply: le_trans le _.
by rewrite le_eqVlt; apply/orP; left; apply/eqP/eq_bigr => m _; rewrite ell_nil mulr1.
Qed.
End T1.
