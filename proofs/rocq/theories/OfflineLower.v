(* No rule learns faster from data than exponentially, and without D_off no     *)
(* amount of data helps: two models, and a context where the unique optimum of   *)
(* one is suboptimal for the other.                                              *)
(* Claims: T13, T14. Of exp and ln, for the sample size, only Exponential.v.     *)
From mathcomp Require Import all_ssreflect all_algebra.
From UserDiversity Require Import Model Basics Exponential TwoPoint Offline.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Section OfflineLower.
Variables (R : rcfType) (E : env R) (D : training E).
Local Notation C := (context E).
Local Notation Y := (response E).
Implicit Types (r : reward E) (pi : policy E).

Section Lower.
Variables (a b : reward E) (c0 : C) (y0 : Y) (da : R).
Hypothesis da_gt0 : 0 < da.
(* [y0] is the unique optimum of [a] in [c0], with margin [da] *)
Hypothesis margin : forall y, y != y0 -> da <= gap a c0 y0 y.
Local Notation db := (shortfall b c0 y0).
(* and it is not optimal for [b] *)
Hypothesis db_gt0 : 0 < db.
Local Notation delta := ((da^-1 + db^-1)^-1).

(* the probability that something else than [y0] is deployed in [c0] *)
Definition moved n (A : rule E n) (x : dataset E n) : R := \sum_(pi : policy E | pi c0 != y0) A x pi.

Lemma moved_ge0 n (A : rule E n) x : 0 <= moved A x.
Proof. by apply: sumr_ge0 => pi _; apply: decide_ge0. Qed.

Lemma stayed n (A : rule E n) x : 1 - moved A x = \sum_(pi : policy E | pi c0 == y0) A x pi.
Proof.
by rewrite -(decide_sum A x) (bigID (fun pi : policy E => pi c0 != y0)) /= addrC addKr;
   apply: eq_bigl => pi; rewrite negbK.
Qed.

Lemma moved_le1 n (A : rule E n) x : moved A x <= 1.
Proof. by rewrite -subr_ge0 stayed sumr_ge0 // => pi _; apply: decide_ge0. Qed.

Lemma loss_at r pi c : p c * shortfall r c (pi c) <= loss r pi.
Proof.
rewrite /loss (bigD1 c) //= ler_addl sumr_ge0 // => c' _.
by rewrite mulr_ge0 ?p_ge0 ?shortfall_ge0.
Qed.

Lemma mean_loss_at n (A : rule E n) r (P : pred (policy E)) (s : R) (x : dataset E n) :
    (forall pi, P pi -> s <= shortfall r c0 (pi c0)) ->
  p c0 * s * (\sum_(pi | P pi) A x pi) <= \sum_pi A x pi * loss r pi.
Proof.
move=> s_le; rewrite mulr_sumr [leRHS](bigID P) /=; apply: ler_paddr.
  by apply: sumr_ge0 => pi _; rewrite mulr_ge0 ?decide_ge0 ?loss_ge0.
apply: ler_sum => pi Ppi; rewrite mulrC ler_wpmul2l ?decide_ge0 //.
by apply: le_trans (loss_at r pi c0); rewrite ler_wpmul2l ?p_ge0 ?s_le.
Qed.

Lemma subopt_at n (A : rule E n) r (s : R) (P : pred (policy E)) :
    (forall pi, P pi -> s <= shortfall r c0 (pi c0)) ->
  p c0 * (\sum_x data_law D r x * \sum_(pi | P pi) A x pi) * s <= SubOpt D A r.
Proof.
move=> s_le; rewrite mulrAC mulr_sumr; apply: ler_sum => x _.
by rewrite mulrCA ler_wpmul2l ?data_law_ge0 ?mean_loss_at.
Qed.

Theorem T13_two_sided n (A : rule E n) :
  p c0 * (1 - Num.sqrt (1 - rho_off D a b ^+ (2 * n))) <= SubOpt D A a / da + SubOpt D A b / db.
Proof.
apply: (@le_trans _ _ (p c0 * errors (@data_law _ _ D n a) (@data_law _ _ D n b) (moved A))).
  rewrite mulnC exprM -data_affinity ler_wpmul2l ?p_ge0 //.
  apply: L4_two_point_sharp => [x|x|||x|x].
  - exact: data_law_ge0.
  - exact: data_law_ge0.
  - exact: data_law_sum.
  - exact: data_law_sum.
  - exact: moved_ge0.
  - exact: moved_le1.
rewrite mulrDr; apply: ler_add; rewrite ler_pdivl_mulr //.
  apply: subopt_at => pi /margin/le_trans; apply.
  by rewrite ler_add2r best_best.
under eq_bigr do rewrite stayed.
by apply: subopt_at => pi /eqP->.
Qed.

Let delta_gt0 : 0 < delta.
Proof. by rewrite invr_gt0 addr_gt0 ?invr_gt0. Qed.

Theorem T13_max n (A : rule E n) :
  p c0 * delta * (1 - Num.sqrt (1 - rho_off D a b ^+ (2 * n)))
  <= Num.max (SubOpt D A a) (SubOpt D A b).
Proof.
rewrite mulrAC -ler_pdivl_mulr // invrK; apply: le_trans (T13_two_sided A) _.
by rewrite mulrDr; apply: ler_add; rewrite ler_pmul2r ?invr_gt0 // le_maxr lexx ?orbT.
Qed.

Theorem T13_exponential n (A : rule E n) :
  p c0 * delta / 2%:R * rho_off D a b ^+ (2 * n) <= Num.max (SubOpt D A a) (SubOpt D A b).
Proof.
apply: le_trans (T13_max A); rewrite -mulrA ler_wpmul2l //.
  by rewrite mulr_ge0 ?p_ge0 // ltW.
rewrite mulrC one_sub_sqrt //.
by rewrite exprn_ile1 ?rho_off_ge0 ?rho_off_le1.
Qed.

(* so log(1/eps) data are needed *)
Corollary T13_logarithmic exp ln n (A : rule E n) eps : exp_laws exp ln -> 0 < p c0 -> 0 < eps ->
    Num.max (SubOpt D A a) (SubOpt D A b) <= eps ->
  ln (p c0 * delta / (2%:R * eps)) <= (2 * n)%:R * ln (rho_off D a b)^-1.
Proof.
move=> laws pc eps0 le; have rho0 : 0 < rho_off D a b by apply: rho_off_gt0.
have e2 : 0 < 2%:R * eps by rewrite mulr_gt0 ?ltr0n.
have pd : 0 < p c0 * delta by rewrite mulr_gt0.
rewrite -(ler_exp laws) (exp_ln laws) ?(divr_gt0 pd e2) //.
rewrite (exp_natmul laws) (exp_ln laws) ?invr_gt0 // exprVn.
rewrite ler_pdivr_mulr // [leRHS]mulrC ler_pdivl_mulr ?exprn_gt0 // [leRHS]mulrC.
by rewrite -ler_pdivr_mulr ?ltr0n // mulrAC; apply: le_trans (T13_exponential A) le.
Qed.

Theorem T14_blind n (A : rule E n) : agree_off D a b ->
  p c0 * delta <= Num.max (SubOpt D A a) (SubOpt D A b).
Proof.
move=> /agree_off_rho e; have := T13_max A.
by rewrite e expr1n subrr sqrtr0 subr0 mulr1.
Qed.
End Lower.

(* the margin of a unique optimum *)
Definition margin_in r c y : R := \big[Num.min/1]_(y' | y' != y) gap r c y y'.

Lemma margin_in_le r c y y' : y' != y -> margin_in r c y <= gap r c y y'.
Proof.
rewrite /margin_in => yy; have := mem_index_enum y'.
elim: (index_enum Y) => // z s IH; rewrite inE big_cons => /predU1P[<-|/IH le].
  by rewrite yy le_minl lexx.
by case: ifP => // _; rewrite le_minl le orbT.
Qed.

Lemma margin_in_gt0 r c y : best_in r c y -> (forall y', best_in r c y' -> y' = y) ->
  0 < margin_in r c y.
Proof.
move=> best1 uniq; rewrite /margin_in; apply: (big_ind (fun x : R => 0 < x)) => [|u v u0 v0|y' yy]; first exact: ltr01.
  by rewrite lt_minr u0 v0.
rewrite subr_gt0 ltNge; apply/negP => le; case/eqP: yy; apply: uniq => z.
exact: le_trans (best1 z) le.
Qed.

(* Without D_off the worse of two models keeps a fixed expected loss: for every *)
(* number of data and every rule.                                               *)
Theorem T14_no_data_helps (M : Type) (K : class E M) m m' :
    unique_optimum (K m) -> agree_off D (K m) (K m') -> 0 < Delta K m m' ->
  exists2 eps, 0 < eps & forall n (A : rule E n), eps <= Num.max (SubOpt D A (K m)) (SubOpt D A (K m')).
Proof.
move=> uniq ag lost.
have [c0 lost0] : exists c, 0 < p c * shortfall (K m') c (greedy K m c).
  apply/existsP; apply: contraTT lost => /existsPn none; rewrite -leNgt.
  by rewrite -oppr_ge0 -sumrN sumr_ge0 // => c _; rewrite oppr_ge0 leNgt none.
have pc : 0 < p c0.
  by rewrite lt_neqAle p_ge0 andbT; apply: contraTneq lost0 => <-; rewrite mul0r ltxx.
have sc : 0 < shortfall (K m') c0 (greedy K m c0).
  by rewrite lt_neqAle shortfall_ge0 andbT; apply: contraTneq lost0 => <-; rewrite mulr0 ltxx.
have best0 := greedyP K m c0.
have m0 := margin_in_gt0 best0 (fun y' b' => uniq _ _ _ b' best0).
exists (p c0 * ((margin_in (K m) c0 (greedy K m c0))^-1
                + (shortfall (K m') c0 (greedy K m c0))^-1)^-1).
  by rewrite mulr_gt0 // invr_gt0 addr_gt0 // invr_gt0.
by move=> n A; apply: T14_blind => // y; apply: margin_in_le.
Qed.
End OfflineLower.
