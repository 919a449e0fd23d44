(* How much diversity: for linear rewards and the logistic link, 1 - rho is at  *)
(* least a quadratic form in the difference of the parameters, the Gram matrix  *)
(* G_pi of the exposed directions; and the smallest eigenvalue mu of G_pi on    *)
(* the relevant directions bounds greedy's regret by a sum of multiples of 1/mu. *)
(* Claims: T17. exp and ln with the laws of Exponential.v, and sinh x >= x for  *)
(* x >= 0 as in L2.                                                             *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From UserDiversity Require Import Exponential Bhattacharyya TwoPoint Model Basics LogisticLink Likelihood Potential Bounded Span.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Lemma dot_cauchy (R : realFieldType) d (x y : 'rV[R]_d) : dot x y ^+ 2 <= dot x x * dot y y.
Proof.
rewrite !dotE; apply: le_trans (cauchy_schwarz _ _) _.
by under eq_bigr do rewrite expr2; under [X in _ * X <= _]eq_bigr do rewrite expr2.
Qed.

Section Quantity.
Variables (R : rcfType) (E : env R) (exp ln : R -> R).
Hypothesis laws : exp_laws exp ln.
Hypothesis sinh_ge : forall x, 0 <= x -> x <= sinh exp x.
Hypothesis H5 : link E =1 logistic exp.
Variables (d : nat) (head : context E -> response E -> 'rV[R]_d).
Variables (M : finType) (K : class E M) (par : M -> 'rV[R]_d).
Hypothesis linear : forall m c y, K m c y = dot (head c y) (par m).
Variable B : R.
Hypothesis gaps_le : forall m c y y', `|gap (K m) c y y'| <= B.

Implicit Types (pi : policy E) (m theta : M) (x : 'rV[R]_d).

Definition direction c y y' : 'rV[R]_d := head c y - head c y'.

(* G_pi, the mean of e e^T over what serving [pi] exposes *)
Definition gram pi : 'M[R]_d :=
  \sum_c \sum_y' (p c * kappa c (pi c) y') *: ((direction c (pi c) y')^T *m direction c (pi c) y').

Definition energy pi x : R := (x *m gram pi *m x^T) 0 0.

Lemma energyE pi x :
  energy pi x = \sum_c p c * \sum_y' kappa c (pi c) y' * dot (direction c (pi c) y') x ^+ 2.
Proof.
rewrite /energy /gram mulmx_sumr mulmx_suml summxE; apply: eq_bigr => c _.
rewrite mulmx_sumr mulmx_suml summxE mulr_sumr; apply: eq_bigr => y' _.
rewrite -scalemxAr -scalemxAl mxE -mulrA; congr (_ * (_ * _)).
rewrite mulmxA -[_ *m _ *m x^T]mulmxA mxE big_ord1 -/(dot _ _) -/(dot _ _).
by rewrite dotC -expr2.
Qed.

Lemma gap_direction m c y y' : gap (K m) c y y' = dot (direction c y y') (par m).
Proof. by rewrite /gap !linear -dotBl. Qed.

Local Notation scale := (32%:R * cosh exp (B / 2%:R) ^+ 2).

Lemma scale_gt0 : 0 < scale.
Proof. by apply: mulr_gt0; rewrite ?ltr0n // exprn_gt0 // (cosh_gt0 laws). Qed.

Theorem T17_quadratic pi m theta :
  energy pi (par m - par theta) / scale <= 1 - rho pi (K m) (K theta).
Proof.
have -> : 1 - rho pi (K m) (K theta) = \sum_c p c * \sum_y' kappa c (pi c) y' *
    (1 - BC E (gap (K m) c (pi c) y') (gap (K theta) c (pi c) y')).
  rewrite -[X in X - _](p_sum E) /rho -sumrB; apply: eq_bigr => c _.
  rewrite -[X in X - _]mulr1 -mulrBr; congr (_ * _).
  rewrite -[X in X - _](kappa_sum c (pi c)) -sumrB; apply: eq_bigr => y' _.
  by rewrite mulrBr mulr1.
rewrite energyE mulr_suml; apply: ler_sum => c _.
rewrite -mulrA ler_wpmul2l ?p_ge0 // mulr_suml; apply: ler_sum => y' _.
rewrite -mulrA ler_wpmul2l ?kappa_ge0 // dotBr -!gap_direction (BC_logistic H5).
exact: (L2_quadratic laws).
Qed.

(** * The smallest eigenvalue on the relevant directions *)

Local Notation relevant := (Rel head).

(* what is not relevant does not matter *)
Definition part x : 'rV[R]_d := x - orth relevant x.

Lemma part_relevant x : (part x <= relevant)%MS.
Proof.
rewrite /part /orth opprB addrC subrK; apply: submx_trans (submxMl _ _) _.
by rewrite eq_row_base.
Qed.

Lemma direction_relevant c y y' : (direction c y y' <= relevant)%MS.
Proof.
exact: (mem_span (fun t => head t.1 t.2.1 - head t.1 t.2.2) (i := (c, (y, y')))).
Qed.

Lemma dot_part c y y' x : dot (direction c y y') (part x) = dot (direction c y y') x.
Proof. by rewrite dotBr (orth_sub _ (direction_relevant c y y')) subr0. Qed.

Lemma energy_part pi x : energy pi (part x) = energy pi x.
Proof.
rewrite !energyE; apply: eq_bigr => c _; congr (_ * _).
by apply: eq_bigr => y' _; rewrite dot_part.
Qed.

(* [mu] is at most the smallest eigenvalue of G_pi on the relevant directions *)
Definition eigenvalue_bound pi (mu : R) :=
  forall x, (x <= relevant)%MS -> mu * dot x x <= energy pi x.

(* [g] is at most the smallest positive optimality gap of the truth alone *)
Variables (theta : M) (g L : R).
Hypothesis g_gt0 : 0 < g.
Hypothesis g_le : forall c y, 0 < shortfall (K theta) c y -> g <= shortfall (K theta) c y.
Hypothesis L_gt0 : 0 < L.
Hypothesis L_ge : forall c y y', dot (direction c y y') (direction c y y') <= L ^+ 2.

Lemma wrong_apart m : wrong K theta m -> g ^+ 2 / L ^+ 2 <= dot (part (par m - par theta)) (part (par m - par theta)).
Proof.
rewrite /wrong => D; have [c sc] : exists c, 0 < shortfall (K theta) c (greedy K m c).
  case: (boolP [exists c, 0 < shortfall (K theta) c (greedy K m c)]) => [/existsP//|/existsPn none].
  move: D; rewrite /Delta /loss big1 ?ltxx // => c _.
  suff -> : shortfall (K theta) c (greedy K m c) = 0 by rewrite mulr0.
  by apply/le_anti; rewrite shortfall_ge0 andbT leNgt none.
have gs := g_le sc; set y := greedy K m c in sc gs; set z := best (K theta) c.
set e := direction c z y; set x := par m - par theta.
have gex : g <= - dot e x.
  rewrite dotBr opprB; apply: le_trans gs _.
  rewrite ler_subr_addl /shortfall -gap_direction -/z -(gap_direction theta) -ler_subr_addr subrr.
  by rewrite subr_le0 greedyP.
have g2 : g ^+ 2 <= dot e x ^+ 2.
  have g0 := ltW g_gt0; rewrite -[X in _ <= X]sqrrN.
  by apply: ler_expn2r; rewrite ?nnegrE //; apply: le_trans g0 gex.
rewrite ler_pdivr_mulr ?exprn_gt0 //; apply: le_trans g2 _.
rewrite -dot_part; apply: le_trans (dot_cauchy _ _) _.
by rewrite mulrC ler_wpmul2l ?dot_ge0 // L_ge.
Qed.

Theorem T17_eigenvalue m mu : 0 <= mu -> eigenvalue_bound (greedy K m) mu ->
  wrong K theta m -> mu * g ^+ 2 / (L ^+ 2 * scale) <= 1 - rho_own K m theta.
Proof.
move=> mu0 eig w; apply: le_trans (T17_quadratic _ _ _).
rewrite invfM [X in X <= _]mulrA ler_pmul2r ?invr_gt0 ?scale_gt0 // -mulrA -energy_part.
apply: le_trans (eig _ (part_relevant _)).
by rewrite ler_wpmul2l // wrong_apart.
Qed.

(** * Regret of order 1/mu, with a mu for every policy *)

Lemma rate_gt0 mu : 0 < mu -> 0 < mu * g ^+ 2 / (L ^+ 2 * scale).
Proof.
move=> mu0; apply: divr_gt0; first exact: mulr_gt0 mu0 (exprn_gt0 _ g_gt0).
exact: mulr_gt0 (exprn_gt0 _ L_gt0) scale_gt0.
Qed.

(* asked only of the policies of the wrong models; contexts may have no mass *)
Theorem T17_regret A T (mu : policy E -> R) : greedy_learner K A ->
  (forall m, wrong K theta m -> 0 < mu (greedy K m) /\ eigenvalue_bound (greedy K m) (mu (greedy K m))) ->
  Regret A (K theta) T
  <= \sum_(m | wrong K theta m) Delta K m theta * (L ^+ 2 * scale / (mu (greedy K m) * g ^+ 2)).
Proof.
move=> gr eig.
have rate m : wrong K theta m -> mu (greedy K m) * g ^+ 2 / (L ^+ 2 * scale) <= 1 - rho_own K m theta.
  by move=> w; have [mu0 e] := eig m w; apply: T17_eigenvalue (ltW mu0) e w.
have lt1 m : wrong K theta m -> rho_own K m theta < 1.
  by move=> w; have [mu0 _] := eig m w; rewrite -subr_gt0; apply: lt_le_trans (rate m w); apply: rate_gt0.
have := potential_regret T [::] gr (fun m w => ell_potential (lt1 m w)).
rewrite [regret_of _ _]big_nil subr0 => le; apply: le_trans le _; apply: ler_sum => m w.
have n0 := rate_gt0 (proj1 (eig m w)); have := rate m w => le.
rewrite ell_nil mul1r -(invf_div (_ * g ^+ 2)) ler_wpmul2l ?Delta_ge0 // lef_pinv ?posrE //.
exact: lt_le_trans le.
Qed.
End Quantity.
