(* T27, how fast slates tell: with model m wrong about the truth there is a      *)
(* context whose best response under m loses by at least g0 under the truth, and *)
(* the two models disagree about this pair in sign; so, whatever the users,      *)
(* 1 - rho_g(m) is at least 2 pmin gmin^2 (1 - sqrt ((1 + 1/cosh (g0/2))/2)).    *)
(* Softened policies have gmin at least gamma0min exp (- beta R) (soften_ge).    *)
(* Claims: T27. Logistic link; exp and ln with the laws of Exponential.v.        *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From UserDiversity Require Import Exponential Bhattacharyya Model Basics LogisticLink TwoTruths Slates.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Section Opposed.
Variables (R : rcfType) (exp ln : R -> R).
Hypothesis laws : exp_laws exp ln.
Local Notation cosh := (cosh exp).
Local Notation sinh := (sinh exp).

Lemma cosh_quarter a b : 2%:R * cosh ((a + b) / 4%:R) ^+ 2
  = 1 + cosh (a / 2%:R) * cosh (b / 2%:R) + sinh (a / 2%:R) * sinh (b / 2%:R).
Proof.
rewrite !(cosh_ch laws) !(sinh_sh laws) (exp_quarter_sum laws) !(exp_quarter_sqr laws) /ch /sh.
have x0 := exp_gt0 laws (a / 4%:R); have y0 := exp_gt0 laws (b / 4%:R).
move: (exp _) x0 (exp _) y0 => x x0 y y0; by field; rewrite !gt_eqF.
Qed.

Lemma sinh_ge0 x : 0 <= x -> 0 <= sinh x.
Proof.
move=> x0; rewrite /Bhattacharyya.sinh divr_ge0 ?ler0n // subr_ge0 (ler_exp laws).
by rewrite (le_trans _ x0) // oppr_le0.
Qed.

(* two users who want different responses, the second by at least g *)
Lemma BC_opposed a b g : 0 <= g -> 0 <= a -> b <= - g ->
  logistic_BC exp a b <= Num.sqrt ((1 + (cosh (g / 2%:R))^-1) / 2%:R).
Proof.
move=> g0 a0 bg; have two : 0 < 2%:R :> R by rewrite ltr0n.
have c0 z := cosh_gt0 laws z.
rewrite -[X in X <= _](gtr0_norm (logistic_BC_gt0 laws a b)) -sqrtr_sqr ler_wsqrtr // (logistic_BC_sqr laws).
have -> : cosh ((a + b) / 4%:R) ^+ 2 / (cosh (a / 2%:R) * cosh (b / 2%:R))
  = 2%:R * cosh ((a + b) / 4%:R) ^+ 2 / (cosh (a / 2%:R) * cosh (b / 2%:R)) / 2%:R.
  by move: (cosh ((a + b) / 4%:R)) => z; field; rewrite !gt_eqF.
rewrite ler_pmul2r ?invr_gt0 // cosh_quarter.
have opposed : sinh (a / 2%:R) * sinh (b / 2%:R) <= 0.
  have nb : 0 <= - (b / 2%:R) by rewrite -mulNr divr_ge0 ?ler0n // ler_oppr oppr0 (le_trans bg) // oppr_le0.
  rewrite -oppr_ge0 -mulrN -(sinhN exp) mulr_ge0 ?sinh_ge0 //.
  by rewrite divr_ge0 ?ler0n.
have Cg : cosh (g / 2%:R) <= cosh (a / 2%:R) * cosh (b / 2%:R).
  have even : cosh (b / 2%:R) = cosh (- (b / 2%:R)) by rewrite /Bhattacharyya.cosh opprK addrC.
  apply: (@le_trans _ _ (cosh (b / 2%:R))); last by rewrite ler_pemull ?(cosh_ge1 laws) // ltW.
  rewrite even (ler_cosh laws) // ger0_norm ?divr_ge0 ?ler0n // -mulNr ler_pmul2r ?invr_gt0 //.
  by rewrite ler_oppr.
move: (cosh (a / 2%:R) * cosh (b / 2%:R)) (mulr_gt0 (c0 (a / 2%:R)) (c0 (b / 2%:R))) Cg opposed.
move: (cosh (g / 2%:R)) (c0 (g / 2%:R)) (sinh _ * sinh _) => C C0 s u u0 Cu s0.
rewrite ler_pdivr_mulr // mulrDl mul1r -addrA [leRHS]addrC ler_add //.
  by rewrite ler_pdivl_mull // mulr1.
by rewrite ger_addl.
Qed.
End Opposed.

Lemma soften_ge (R : rcfType) (exp ln : R -> R) (C Y : finType) (gamma0 : C -> Y -> R) (beta : R) (r : C -> Y -> R) c (span g : R) :
  exp_laws exp ln -> (forall y, 0 < gamma0 c y) -> \sum_y gamma0 c y = 1 -> 0 <= beta ->
  (forall y y', r c y - r c y' <= span) -> (forall y, g <= gamma0 c y) -> 0 <= g ->
  forall y, g * exp (- (beta * span)) <= soften exp gamma0 beta r c y.
Proof.
move=> laws p0 s1 b0 sp gm g0 y; have e0 z := exp_gt0 laws z.
have s0 : 0 < \sum_y' gamma0 c y' * exp (beta * r c y').
  rewrite (bigD1 y) //= ltr_paddr ?mulr_gt0 // sumr_ge0 // => y' _.
  by rewrite mulr_ge0 ?(ltW (e0 _)) // ltW.
rewrite /soften ler_pdivl_mulr // -mulrA; apply: ler_pmul => //.
  by rewrite mulr_ge0 ?(ltW (e0 _)) // ltW.
rewrite mulr_sumr -[leRHS]mul1r -s1 mulr_suml; apply: ler_sum => y' _.
rewrite mulrCA ler_pmul2l // -(exp_add laws) (ler_exp laws) addrC -ler_subr_addr opprK.
by rewrite -ler_subl_addl -mulrBr ler_wpmul2l.
Qed.

Section Rate.
Variables (R : rcfType) (exp ln : R -> R) (E : env R) (M : finType) (K : class E M).
Hypothesis laws : exp_laws exp ln.
Hypothesis H5 : link E =1 logistic exp.
Variables (gamma : M -> context E -> response E -> R) (theta : M) (g0 pmin gmin : R).
Hypothesis gamma_gt0 : forall g c y, 0 < gamma g c y.
Hypothesis gamma_sum : forall g c, \sum_y gamma g c y = 1.
Hypothesis g0_gt0 : 0 < g0.
Hypothesis margin : forall c y, 0 < shortfall (K theta) c y -> g0 <= shortfall (K theta) c y.
Hypothesis pmin_ge0 : 0 <= pmin.
Hypothesis pmin_le : forall c : context E, pmin <= p c.
Hypothesis gmin_ge0 : 0 <= gmin.
Hypothesis gmin_le : forall g c y, gmin <= gamma g c y.

Theorem T27_rate g m : wrong K theta m ->
  2%:R * pmin * gmin ^+ 2 * (1 - Num.sqrt ((1 + (cosh exp (g0 / 2%:R))^-1) / 2%:R))
  <= 1 - slate_rho K gamma theta g m.
Proof.
rewrite /wrong => w; have [c sc] : exists c, 0 < shortfall (K theta) c (greedy K m c).
  case: (boolP [exists c, 0 < shortfall (K theta) c (greedy K m c)]) => [/existsP//|/existsPn none].
  move: w; rewrite /Delta /loss big1 ?ltxx // => c _.
  suff -> : shortfall (K theta) c (greedy K m c) = 0 by rewrite mulr0.
  by apply/le_anti; rewrite shortfall_ge0 andbT leNgt none.
set y := greedy K m c in sc; set y' := best (K theta) c.
have ne : y' != y.
  apply: contraTneq sc => e; rewrite /shortfall -/y' /gap e subrr ltxx //.
pose BCm c y y' := BC E (gap (K m) c y y') (gap (K theta) c y y').
have BC1 c1 z z' : 0 <= 1 - BCm c1 z z' by rewrite subr_ge0 BC_le1.
have opposed : BCm c y y' <= Num.sqrt ((1 + (cosh exp (g0 / 2%:R))^-1) / 2%:R).
  rewrite /BCm (BC_logistic H5); apply: (BC_opposed laws (ltW g0_gt0)); first by rewrite subr_ge0 greedyP.
  by rewrite ler_oppr /gap opprB; apply: margin.
have sym : BCm c y' y = BCm c y y' by rewrite /BCm /BC addrC /gap !opprB.
set q := Num.sqrt _ in opposed *.
have -> : 1 - slate_rho K gamma theta g m
  = \sum_c p c * \sum_z gamma g c z * \sum_z' gamma g c z' * (1 - BCm c z z').
  rewrite -[X in X - _](p_sum E) /slate_rho -sumrB; apply: eq_bigr => c1 _.
  rewrite -[X in X - _]mulr1 -mulrBr; congr (_ * _).
  rewrite -[X in X - _](gamma_sum g c1) -sumrB; apply: eq_bigr => z _.
  rewrite -[X in X - _]mulr1 -mulrBr; congr (_ * _).
  rewrite -[X in X - _](gamma_sum g c1) -sumrB; apply: eq_bigr => z' _.
  by rewrite mulrBr mulr1.
have inner0 c1 z : 0 <= \sum_z' gamma g c1 z' * (1 - BCm c1 z z').
  by apply: sumr_ge0 => z' _; rewrite mulr_ge0 // ltW.
have outer0 c1 : 0 <= \sum_z gamma g c1 z * \sum_z' gamma g c1 z' * (1 - BCm c1 z z').
  by apply: sumr_ge0 => z _; rewrite mulr_ge0 // ltW.
have term z z' : gamma g c z' * (1 - BCm c z z') <= \sum_z' gamma g c z' * (1 - BCm c z z').
  by rewrite [leRHS](bigD1 z') //= ler_addl sumr_ge0 // => z1 _; rewrite mulr_ge0 // ltW.
have g00 z := ltW (gamma_gt0 g c z).
apply: (@le_trans _ _ (p c * (\sum_z gamma g c z * \sum_z' gamma g c z' * (1 - BCm c z z')))); last first.
  by rewrite [leRHS](bigD1 c) //= ler_addl sumr_ge0 // => c1 _; rewrite mulr_ge0 ?p_ge0.
have q1 : 0 <= 1 - BCm c y y' := BC1 c y y'.
have two_terms : 2%:R * gmin ^+ 2 * (1 - q) <= \sum_z gamma g c z * \sum_z' gamma g c z' * (1 - BCm c z z').
  rewrite [leRHS](bigD1 y) //= [X in _ <= _ + X](bigD1 y') //= addrA; apply: ler_paddr.
    by apply: sumr_ge0 => z _; rewrite mulr_ge0.
  have one z z' : BCm c z z' = BCm c y y' ->
      gmin ^+ 2 * (1 - BCm c y y') <= gamma g c z * \sum_z' gamma g c z' * (1 - BCm c z z').
    move=> e; apply: le_trans (ler_wpmul2l (g00 z) (term z z')); rewrite e expr2 -mulrA.
    by apply: ler_pmul => //; [rewrite mulr_ge0 | rewrite ler_wpmul2r].
  apply: (@le_trans _ _ (gmin ^+ 2 * (1 - BCm c y y') + gmin ^+ 2 * (1 - BCm c y y'))).
    have -> (x : R) : x + x = 2%:R * x by ring.
    rewrite -mulrA ler_pmul2l ?ltr0n // ler_wpmul2l ?exprn_ge0 //.
    by rewrite ler_add2l ler_opp2.
  by apply: ler_add; [apply: (one y y') | apply: (one y' y)].
have [qle | qgt] := lerP q 1; last first.
  apply: (@le_trans _ _ 0); last by rewrite mulr_ge0 ?p_ge0.
  by rewrite mulr_ge0_le0 ?subr_le0 ?(ltW qgt) // !mulr_ge0 ?ler0n ?exprn_ge0.
have -> : 2%:R * pmin * gmin ^+ 2 * (1 - q) = pmin * (2%:R * gmin ^+ 2 * (1 - q)) by ring.
apply: ler_pmul => //; by rewrite !mulr_ge0 ?ler0n ?exprn_ge0 ?subr_ge0.
Qed.
End Rate.
