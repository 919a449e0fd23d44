(* How alike two Bernoulli users are. For the logistic link and two gaps a, b   *)
(* the Bhattacharyya coefficient has a closed form, is at most 1, is 1 only for *)
(* equal gaps, and falls below 1 at least quadratically in a - b.               *)
(* Claims: L1, L2. All from the four laws of the exponential; the last step of  *)
(* L2 needs in addition that sinh x >= x for x >= 0, a hypothesis that          *)
(* RealExponential.v discharges.                                                *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From UserDiversity Require Import Exponential.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

(* The algebra behind L1, with x = exp (a/4) and y = exp (b/4). *)
Section Algebra.
Variable R : rcfType.
Implicit Types x y : R.

Definition ch x := (x + x^-1) / 2%:R.
Definition sh x := (x - x^-1) / 2%:R.

Lemma ch_gt0 x : 0 < x -> 0 < ch x.
Proof. by move=> x0; rewrite divr_gt0 ?ltr0n // addr_gt0 ?invr_gt0. Qed.

Lemma ch_sh x y : 0 < x -> 0 < y ->
  ch (x * y) ^+ 2 + sh (x / y) ^+ 2 = ch (x ^+ 2) * ch (y ^+ 2).
Proof.
move=> x0 y0; rewrite /ch /sh.
by field; rewrite !gt_eqF.
Qed.

Lemma bc_algebra x y : 0 < x -> 0 < y ->
  Num.sqrt ((1 + x ^- 4)^-1 * (1 + y ^- 4)^-1) + Num.sqrt ((1 + x ^+ 4)^-1 * (1 + y ^+ 4)^-1)
  = (Num.sqrt (1 + (sh (x / y) / ch (x * y)) ^+ 2))^-1.
Proof.
move=> x0 y0; rewrite /ch /sh.
have x4 : 0 < 1 + x ^+ 4 by rewrite addr_gt0 ?exprn_gt0 ?ltr01.
have y4 : 0 < 1 + y ^+ 4 by rewrite addr_gt0 ?exprn_gt0 ?ltr01.
set D := (1 + x ^+ 4) * (1 + y ^+ 4).
have D0 : 0 < D by rewrite mulr_gt0.
set c := x ^+ 2 * y ^+ 2.
have c0 : 0 < c by rewrite mulr_gt0 ?exprn_gt0.
have c1 : 0 < c + 1 by rewrite addr_gt0 ?ltr01.
have nz : [&& x != 0, y != 0, 1 + x ^+ 4 != 0, 1 + y ^+ 4 != 0 & c + 1 != 0] by rewrite !gt_eqF.
case/and5P: nz => nx ny nx4 ny4 nc.
have nc' : (x * y) ^+ 2 + 1 != 0 by rewrite exprMn.
have two : (2%:R : R) != 0 by rewrite pnatr_eq0.
have -> : (1 + x ^- 4)^-1 * (1 + y ^- 4)^-1 = c ^+ 2 * D^-1.
  by rewrite /c /D; field; rewrite ?nx ?ny ?nx4 ?ny4 ?nc ?two.
have -> : (1 + x ^+ 4)^-1 * (1 + y ^+ 4)^-1 = D^-1 by rewrite invfM.
have -> : 1 + (((x / y - (x / y)^-1) / 2%:R) / ((x * y + (x * y)^-1) / 2%:R)) ^+ 2
   = D * ((c + 1) ^- 1) ^+ 2.
  by rewrite /c /D; field; rewrite ?nx ?ny ?nx4 ?ny4 ?nc ?nc' ?two.
rewrite (sqrtrM _ (sqr_ge0 c)) (sqrtrM _ (ltW D0)) !sqrtr_sqr !gtr0_norm ?invr_gt0 // sqrtrV ?ltW //.
have sD : Num.sqrt D != 0 by rewrite gt_eqF // sqrtr_gt0.
by field; rewrite ?nx ?ny ?nx4 ?ny4 ?nc ?nc' ?two ?sD.
Qed.

(* 1 - BC >= (1 - BC^2)/2 for every BC: the difference is (1 - BC)^2/2. *)
Lemma half_one_sub_sqr (b : R) : (1 - b ^+ 2) / 2%:R <= 1 - b.
Proof.
rewrite -subr_ge0.
have -> : 1 - b - (1 - b ^+ 2) / 2%:R = (1 - b) ^+ 2 / 2%:R by field.
by rewrite divr_ge0 ?sqr_ge0 ?ler0n.
Qed.
End Algebra.

Section Logistic.
Variables (R : rcfType) (exp ln : R -> R).
Hypothesis laws : exp_laws exp ln.
Local Notation sigma := (logistic exp).

Definition cosh (x : R) : R := (exp x + exp (- x)) / 2%:R.
Definition sinh (x : R) : R := (exp x - exp (- x)) / 2%:R.

(* BC of the answers of two users with gaps a and b. *)
Definition logistic_BC (a b : R) : R :=
  Num.sqrt (sigma a * sigma b) + Num.sqrt (sigma (- a) * sigma (- b)).

Let expgt0 := exp_gt0 laws.

Lemma cosh_ch x : cosh x = ch (exp x).
Proof. by rewrite /cosh /ch (expN laws). Qed.

Lemma sinh_sh x : sinh x = sh (exp x).
Proof. by rewrite /sinh /sh (expN laws). Qed.

Lemma cosh_gt0 x : 0 < cosh x.
Proof. by rewrite cosh_ch ch_gt0. Qed.

Lemma sinhN x : sinh (- x) = - sinh x.
Proof. by rewrite /sinh opprK -mulNr opprB. Qed.

(* cosh grows with the modulus. *)
Lemma ler_cosh x y : `|x| <= y -> cosh x <= cosh y.
Proof.
rewrite ler_norml => /andP[xy yx]; rewrite !cosh_ch /ch.
rewrite ler_pmul2r ?invr_gt0 ?ltr0n // -subr_ge0.
have u0 := expgt0 x; have v0 := expgt0 y.
have -> : exp y + (exp y)^-1 - (exp x + (exp x)^-1) =
  (exp y - exp x) * (1 - (exp x * exp y)^-1) by field; rewrite !gt_eqF.
rewrite mulr_ge0 // subr_ge0 ?(ler_exp laws) // invf_le1 ?mulr_gt0 //.
by rewrite -(exp_add laws) -(exp0 laws) (ler_exp laws) -ler_subl_addr sub0r.
Qed.

Lemma exp_quarter_sum a b : exp ((a + b) / 4%:R) = exp (a / 4%:R) * exp (b / 4%:R).
Proof. by rewrite mulrDl (exp_add laws). Qed.

Lemma exp_quarter_sub a b : exp ((a - b) / 4%:R) = exp (a / 4%:R) / exp (b / 4%:R).
Proof. by rewrite mulrBl (expB laws). Qed.

Lemma exp_quarter_sqr a : exp (a / 2%:R) = exp (a / 4%:R) ^+ 2.
Proof. by rewrite -(exp_natmul laws); congr exp; field. Qed.

(** * L1 *)

Theorem L1_closed_form a b :
  logistic_BC a b
  = (Num.sqrt (1 + sinh ((a - b) / 4%:R) ^+ 2 / cosh ((a + b) / 4%:R) ^+ 2))^-1.
Proof.
rewrite -expr_div_n sinh_sh cosh_ch exp_quarter_sub exp_quarter_sum.
rewrite -bc_algebra // /logistic_BC /logistic !opprK !(expN laws).
by rewrite !(exp_quarter laws).
Qed.

Theorem L1_cosh a b :
  cosh ((a + b) / 4%:R) ^+ 2 + sinh ((a - b) / 4%:R) ^+ 2 = cosh (a / 2%:R) * cosh (b / 2%:R).
Proof.
by rewrite sinh_sh !cosh_ch exp_quarter_sub exp_quarter_sum ch_sh // !exp_quarter_sqr.
Qed.

Lemma logistic_BC_gt0 a b : 0 < logistic_BC a b.
Proof.
by rewrite addr_gt0 ?sqrtr_gt0 ?mulr_gt0 ?(logistic_gt0 laws).
Qed.

(* BC^2 and 1 - BC^2, without a root. *)
Lemma logistic_BC_sqr a b :
  logistic_BC a b ^+ 2 = cosh ((a + b) / 4%:R) ^+ 2 / (cosh (a / 2%:R) * cosh (b / 2%:R)).
Proof.
rewrite L1_closed_form exprVn sqr_sqrtr; last first.
  by rewrite addr_ge0 ?ler01 // divr_ge0 ?sqr_ge0.
rewrite -L1_cosh.
have c0 : 0 < cosh ((a + b) / 4%:R) ^+ 2 by rewrite exprn_gt0 ?cosh_gt0.
have d0 : 0 < cosh ((a + b) / 4%:R) ^+ 2 + sinh ((a - b) / 4%:R) ^+ 2.
  by rewrite ltr_paddr ?sqr_ge0.
have -> : 1 + sinh ((a - b) / 4%:R) ^+ 2 / cosh ((a + b) / 4%:R) ^+ 2
  = (cosh ((a + b) / 4%:R) ^+ 2 + sinh ((a - b) / 4%:R) ^+ 2) / cosh ((a + b) / 4%:R) ^+ 2.
  by rewrite mulrDl divff ?gt_eqF.
by rewrite invf_div.
Qed.

Lemma one_sub_BC_sqr a b :
  1 - logistic_BC a b ^+ 2 = sinh ((a - b) / 4%:R) ^+ 2 / (cosh (a / 2%:R) * cosh (b / 2%:R)).
Proof.
have d0 : 0 < cosh (a / 2%:R) * cosh (b / 2%:R) by rewrite mulr_gt0 ?cosh_gt0.
rewrite logistic_BC_sqr -[X in X - _](@divff _ (cosh (a / 2%:R) * cosh (b / 2%:R))) ?gt_eqF //.
by rewrite -mulrBl -L1_cosh addrC addKr.
Qed.

Lemma sinh_eq0 x : (sinh x == 0) = (x == 0).
Proof.
rewrite /sinh mulf_eq0 invr_eq0 pnatr_eq0 orbF subr_eq0.
rewrite (inj_eq (exp_inj laws)) eq_sym -subr_eq0 -opprD oppr_eq0.
by rewrite -mulr2n mulrn_eq0.
Qed.

Theorem L1_le1 a b : logistic_BC a b <= 1.
Proof.
have bc0 := ltW (logistic_BC_gt0 a b).
rewrite -[_ <= 1](@ler_pexpn2r _ 2) ?nnegrE ?ler01 //.
rewrite expr1n -subr_ge0 one_sub_BC_sqr divr_ge0 ?sqr_ge0 //.
by rewrite ltW // mulr_gt0 ?cosh_gt0.
Qed.

Theorem L1_eq1 a b : logistic_BC a b = 1 <-> a = b.
Proof.
have d0 : 0 < cosh (a / 2%:R) * cosh (b / 2%:R) by rewrite mulr_gt0 ?cosh_gt0.
split=> [bc1|->].
  have := one_sub_BC_sqr a b; rewrite bc1 expr1n subrr => /esym/eqP.
  rewrite mulf_eq0 invr_eq0 (gt_eqF d0) orbF sqrf_eq0 sinh_eq0.
  by rewrite mulf_eq0 invr_eq0 pnatr_eq0 orbF subr_eq0 => /eqP.
by rewrite L1_closed_form subrr mul0r (_ : sinh 0 = 0) ?(expr0n, mul0r, addr0, sqrtr1, invr1) //;
   apply/eqP; rewrite sinh_eq0.
Qed.

(** * L2 *)

Theorem L2_half a b :
  sinh ((a - b) / 4%:R) ^+ 2 / (2%:R * cosh (a / 2%:R) * cosh (b / 2%:R)) <= 1 - logistic_BC a b.
Proof.
have -> : sinh ((a - b) / 4%:R) ^+ 2 / (2%:R * cosh (a / 2%:R) * cosh (b / 2%:R))
  = (1 - logistic_BC a b ^+ 2) / 2%:R.
  rewrite one_sub_BC_sqr; move: (cosh_gt0 (a / 2%:R)) (cosh_gt0 (b / 2%:R)).
  move: (sinh _) (cosh _) (cosh _) => s ca cb ca0 cb0.
  by field; rewrite !gt_eqF.
exact: half_one_sub_sqr.
Qed.

Theorem L2_quadratic (sinh_ge : forall x, 0 <= x -> x <= sinh x) a b B :
  `|a| <= B -> `|b| <= B ->
  (a - b) ^+ 2 / (32%:R * cosh (B / 2%:R) ^+ 2) <= 1 - logistic_BC a b.
Proof.
move=> aB bB; apply: le_trans (L2_half a b).
have half_norm x : `|x| <= B -> `|x / 2%:R| <= B / 2%:R.
  by move=> xB; rewrite normrM normfV normr_nat ler_pmul2r ?invr_gt0 ?ltr0n.
have cc : 2%:R * cosh (a / 2%:R) * cosh (b / 2%:R) <= 2%:R * cosh (B / 2%:R) ^+ 2.
  rewrite -mulrA ler_pmul2l ?ltr0n // expr2.
  have c0 x : 0 <= cosh x by rewrite ltW ?cosh_gt0.
  by apply: ler_pmul; rewrite ?ler_cosh ?half_norm.
have ss : ((a - b) / 4%:R) ^+ 2 <= sinh ((a - b) / 4%:R) ^+ 2.
  case: (lerP 0 ((a - b) / 4%:R)) => [x0|x0].
    by apply: ler_expn2r; rewrite ?nnegrE ?sinh_ge // (le_trans x0) ?sinh_ge.
  set x := (a - b) / 4%:R in x0 *.
  have nx0 : 0 <= - x by rewrite oppr_ge0 ltW.
  rewrite -[x ^+ 2]sqrrN -[sinh x ^+ 2]sqrrN -sinhN.
  by apply: ler_expn2r; rewrite ?nnegrE ?sinh_ge // (le_trans nx0) ?sinh_ge.
have B0 : 0 < cosh (B / 2%:R) by exact: cosh_gt0.
have -> : (a - b) ^+ 2 / (32%:R * cosh (B / 2%:R) ^+ 2)
  = ((a - b) / 4%:R) ^+ 2 / (2%:R * cosh (B / 2%:R) ^+ 2) by field; rewrite gt_eqF.
apply: ler_pmul => //; first exact: sqr_ge0.
  by rewrite invr_ge0 mulr_ge0 ?ler0n ?exprn_ge0 // ltW.
have p2 : 0 < 2%:R :> R by rewrite ltr0n.
have D1 : 0 < 2%:R * cosh (B / 2%:R) ^+ 2 by apply: mulr_gt0 p2 (exprn_gt0 _ B0).
have D2 : 0 < 2%:R * cosh (a / 2%:R) * cosh (b / 2%:R).
  by apply: mulr_gt0 (mulr_gt0 p2 (cosh_gt0 _)) (cosh_gt0 _).
by rewrite lef_pinv.
Qed.

End Logistic.
