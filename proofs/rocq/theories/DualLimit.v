(* T25 in the limit: a learner that is consistent at every hidden alternative   *)
(* of a has liminf R_T(a)/ln T at least C(a), the value of the dual program:    *)
(* for every dual feasible lam, at least the sum of lam.                        *)
(* Claims: T25. exp and ln with the laws of Exponential.v; the field is         *)
(* archimedean, so that ln T grows without bound.                               *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From UserDiversity Require Import Exponential TwoPoint Model Basics Divergence Necessity LowerBounds OfflineLower Dual.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

(* finitely many statements that hold from some time on hold together from some time on *)
Lemma eventually_all (I : finType) (P : I -> nat -> Prop) :
  (forall i, exists T0, forall T, (T0 <= T)%N -> P i T) ->
  exists T0, forall i T, (T0 <= T)%N -> P i T.
Proof.
move=> ev; suff [T0 H] : exists T0, forall i, i \in enum I -> forall T, (T0 <= T)%N -> P i T.
  by exists T0 => i; apply: H; rewrite mem_enum.
elim: (enum I) => [|i s [T0 IH]]; first by exists 0%N.
have [T1 H1] := ev i; exists (maxn T0 T1) => j; rewrite inE => /predU1P[->|js] T; rewrite geq_max => /andP[le0 le1].
  exact: H1.
exact: IH.
Qed.

Section Limit.
Variables (R : rcfType) (E : env R) (exp ln : R -> R).
Hypothesis laws : exp_laws exp ln.
Hypothesis archimedean : forall x : R, exists n : nat, x <= n%:R.
Variables (a : reward E) (pi : policy E) (A : learner E).
Hypothesis a_best : optimal a pi.

Section Alternative.
Variables (b : reward E) (d : context E -> R).
Hypothesis hidden : agree pi a b.
Hypothesis d_ge0 : forall c, 0 <= d c.
Hypothesis d_a : forall c y, y != pi c -> d c <= gap a c (pi c) y.
Hypothesis d_b : forall c, d c <= shortfall b c (pi c).
Local Notation D := (\sum_c p c * d c).
Hypothesis D_gt0 : 0 < D.
Hypothesis b_consistent : consistent exp ln A b.

(* as long as the regret under [a] is logarithmic, almost ln T units of information are needed *)
Lemma needed_grows S eps : 0 <= S -> 0 < eps -> eps <= 1 ->
  exists T0, forall T, (T0 <= T)%N -> Regret A a T < S * ln T%:R ->
  (1 - eps) * ln T%:R <= ln_plus ln (D * T%:R / (2%:R * (Regret A a T + Regret A b T))).
Proof.
move=> S0 e0 e1; have two : 0 < 2%:R :> R by rewrite ltr0n.
pose al := eps / 2%:R; have al0 : 0 < al by apply: divr_gt0.
pose q := 1 + S / al; have q0 : 0 < q by rewrite ltr_paddr ?ltr01 // divr_ge0 // ltW.
have [T1 cT] := b_consistent al0 ltr01.
have [n big] := archimedean (exp (- ln (D / (2%:R * q)) / al)).
exists (maxn T1 n) => T; rewrite geq_max => /andP[T1T nT] small.
have T0 : (0 < T)%N by apply: leq_trans nT; rewrite -(ltr0n R) (lt_le_trans (exp_gt0 laws _) big).
have t0 : 0 < T%:R :> R by rewrite ltr0n.
have := cT T T1T; rewrite /powr mul1r; set L := ln T%:R in small * => promise.
have L0 : 0 <= L by rewrite (ln_ge0 laws) // ler1n.
set s := Regret A a T + Regret A b T.
have s0 : 0 < s.
  apply: lt_le_trans (T25_two_point laws A a_best d_ge0 d_a d_b T).
  by rewrite !mulr_gt0 ?invr_gt0 ?(exp_gt0 laws).
have Le : L <= exp (al * L) / al.
  rewrite ler_pdivl_mulr // mulrC; apply: le_trans (exp_ge1D laws _).
  by rewrite ler_addr ler01.
have sq : s <= q * exp (al * L).
  rewrite /q mulrDl mul1r addrC; apply: ler_add; last by [].
  by apply: le_trans (ltW small) _; rewrite -mulrA [al^-1 * _]mulrC ler_wpmul2l.
have Dq : 0 < D / (2%:R * q) by apply: divr_gt0 => //; apply: mulr_gt0.
have late : - ln (D / (2%:R * q)) <= al * L.
  rewrite [leRHS]mulrC -ler_pdivr_mulr // -(ler_exp laws) (exp_ln laws t0).
  by apply: le_trans big _; rewrite ler_nat.
have le_x : exp ((1 - eps) * L) <= D * T%:R / (2%:R * s).
  rewrite ler_pdivl_mulr ?mulr_gt0 //.
  apply: (@le_trans _ _ (exp ((1 - eps) * L) * (2%:R * (q * exp (al * L))))).
    by rewrite ler_pmul2l ?(exp_gt0 laws) // ler_pmul2l.
  have -> : exp ((1 - eps) * L) * (2%:R * (q * exp (al * L))) = exp ((1 - al) * L) * (2%:R * q).
    have -> : (1 - al) * L = (1 - eps) * L + al * L by rewrite /al; field.
    by rewrite (exp_add laws); ring.
  rewrite -ler_pdivl_mulr ?mulr_gt0 //.
  have -> : D * T%:R / (2%:R * q) = exp (ln (D / (2%:R * q)) + L).
    by rewrite (exp_add laws) (exp_ln laws Dq) (exp_ln laws t0) mulrAC.
  rewrite (ler_exp laws) mulrBl mul1r addrC ler_add2r.
  by rewrite ler_oppl.
rewrite /ln_plus; have x1 : 1 <= D * T%:R / (2%:R * s).
  by apply: le_trans le_x; rewrite -[X in X <= _](exp0 laws) (ler_exp laws) mulr_ge0 // subr_ge0.
by rewrite x1 -(ler_exp laws) (exp_ln laws) // (lt_le_trans ltr01).
Qed.
End Alternative.

Variables (I : finType) (b : I -> reward E).
Hypothesis a_unique : unique_optimum a.
Hypothesis hidden : forall i, agree pi a (b i).
Hypothesis costly : forall i, 0 < loss (b i) pi.

(* what a mistake costs under both *)
Let d i c : R := Num.min (margin_in a c (pi c)) (shortfall (b i) c (pi c)).

Theorem T25_liminf lam eps : (forall i, consistent exp ln A (b i)) -> dual_feasible ln a pi b lam ->
  0 < eps -> eps <= 1 ->
  exists T0, forall T, (T0 <= T)%N -> (1 - eps) * (\sum_i lam i) * ln T%:R <= Regret A a T.
Proof.
move=> cons feas e0 e1; have [lam0 _] := feas.
have m0 c : 0 < margin_in a c (pi c).
  by apply: margin_in_gt0 => [|y' b']; [exact: a_best | exact: a_unique b' (a_best c)].
have d0 i c : 0 <= d i c by rewrite le_minr (ltW (m0 c)) shortfall_ge0.
have da i c y : y != pi c -> d i c <= gap a c (pi c) y.
  by move=> ne; apply: le_trans (margin_in_le a c ne); rewrite le_minl lexx.
have db i c : d i c <= shortfall (b i) c (pi c) by rewrite le_minl lexx orbT.
have D0 i : 0 < \sum_c p c * d i c.
  have [c pc sc] := loss_context (costly i); rewrite (bigD1 c) //= ltr_paddr ?sumr_ge0 // => [c' _|].
    by rewrite mulr_ge0 ?p_ge0.
  by rewrite mulr_gt0 // lt_minr m0.
pose S := \sum_i lam i; have S0 : 0 <= S by apply: sumr_ge0.
have [T0 H] := eventually_all (fun i => needed_grows (d0 i) (@da i) (db i) (D0 i) (cons i) S0 e0 e1).
exists T0.+1 => T T0T; have L0 : 0 <= ln T%:R by rewrite (ln_ge0 laws) // ler1n; apply: leq_trans T0T.
have [big | small] := lerP (S * ln T%:R) (Regret A a T).
  apply: le_trans big; rewrite -mulrA ler_pimull ?mulr_ge0 //.
  by rewrite ler_subl_addr ler_addl ltW.
apply: le_trans (T25_dual laws A a_best hidden d0 da db T feas).
rewrite -/S /S mulrAC mulr_sumr; apply: ler_sum => i _.
by rewrite mulrC ler_wpmul2l // H // ltnW.
Qed.
End Limit.
