(* T7 with K = 0 is attained: for every two margins there are two models that   *)
(* nothing ever deployed tells apart, and a learner (it tosses one coin a round) *)
(* whose worse regret is exactly p0 delta T at every horizon.                    *)
(* Claims: T7 (K = 0, attained).                                                 *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From UserDiversity Require Import Model Basics Instances.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Section Coin.
Variables (R : rcfType) (E : env R) (q : R) (heads tails : policy E).
Hypothesis q01 : 0 <= q <= 1.

(* in every round [heads] with probability [q], else [tails] *)
Definition toss (_ : history E) (pi : policy E) : R :=
  q * (pi == heads)%:R + (1 - q) * (pi == tails)%:R.

Lemma toss_ge0 h pi : 0 <= toss h pi.
Proof. by case/andP: q01 => q0 q1; rewrite addr_ge0 // mulr_ge0 ?ler0n // subr_ge0. Qed.

Lemma toss_mean h (f : policy E -> R) : \sum_pi toss h pi * f pi = q * f heads + (1 - q) * f tails.
Proof.
have pick (x : R) tau : \sum_pi x * (pi == tau)%:R * f pi = x * f tau.
  rewrite (bigD1 tau) //= eqxx mulr1 big1 ?addr0 // => pi /negPf->.
  by rewrite mulr0 mul0r.
by under eq_bigr do rewrite /toss mulrDl; rewrite big_split /= !pick.
Qed.

Lemma toss_sum h : \sum_pi toss h pi = 1.
Proof. by under eq_bigr do rewrite -[toss _ _]mulr1; rewrite toss_mean !mulr1 addrC subrK. Qed.

Definition coin : learner E := Learner toss_ge0 toss_sum.

Lemma coin_regret r T : Regret coin r T = T%:R * (q * loss r heads + (1 - q) * loss r tails).
Proof.
rewrite Regret_sum -[T in RHS]card_ord -sum1_card natr_sum mulr_suml; apply: eq_bigr => t _.
rewrite mul1r -[RHS](expect_const coin r t _ [::]); apply: expect_eq => h.
exact: toss_mean.
Qed.
End Coin.

Section Attained.
Variables (R : rcfType) (sigma : R -> R).
Hypothesis sigma_gt0 : forall x, 0 < sigma x.
Hypothesis sigmaN : forall x, sigma (- x) = 1 - sigma x.
Hypothesis sigma_inj : injective sigma.

Theorem T7_attained (da db : R) : 0 < da -> 0 < db ->
  exists (E : env R) (a b : reward E) (pi : policy E) (c0 : context E),
  [/\ link E = sigma, full_support E, optimal a pi, unique_optimum a & unique_optimum b] /\
  [/\ forall c y y', 0 < kappa c y y' -> gap a c y y' = gap b c y y',
      forall y, y != pi c0 -> gap a c0 (pi c0) y = da, shortfall b c0 (pi c0) = db &
      exists A : learner E, forall T,
        Num.max (Regret A a T) (Regret A b T) = p c0 * (da^-1 + db^-1)^-1 * T%:R].
Proof.
move=> da0 db0; pose E := two_users sigma_gt0 sigmaN sigma_inj id.
pose la (c : bool) : R := if c then da else 1; pose lb (c : bool) : R := if c then - db else 1.
have la0 c : la c != 0.
  by rewrite /la; case: c; rewrite ?oner_eq0 ?gt_eqF //.
have lb0 c : lb c != 0.
  by rewrite /lb; case: c; rewrite ?oner_eq0 ?oppr_eq0 ?gt_eqF //.
pose a : reward E := taste (comparator := id) la; pose b : reward E := taste (comparator := id) lb.
pose pi : policy E := [ffun _ : bool => true].
pose tau : policy E := [ffun c : bool => ~~ c].
have la_gt0 c : 0 < la c.
  by rewrite /la; case: c => //; apply: ltr01.
have a_best : optimal a pi.
  by move=> c y; rewrite ffunE /a /taste; case: y => //; apply: ltW.
have b_best : optimal b tau.
  move=> c y; rewrite ffunE /b /taste /lb; case: c; case: y => //=; rewrite ?ler01 //.
  by rewrite oppr_le0 ltW.
have short : shortfall b true (pi true) = db.
  by rewrite -(optimal_gap _ _ b_best) /gap !ffunE /b /taste /= sub0r opprK.
have short_a : shortfall a true (tau true) = da.
  by rewrite -(optimal_gap _ _ a_best) /gap !ffunE /a /taste /= subr0.
have sum2 (r : reward E) (ta : policy E) : loss r ta = @p _ E true * shortfall r true (ta true)
                           + @p _ E false * shortfall r false (ta false) by rewrite /loss big_bool.
have loss_a : loss a tau = @p _ E true * da.
  rewrite sum2 short_a [X in _ + _ * X](_ : _ = 0) ?mulr0 ?addr0 //.
  by rewrite -(optimal_gap _ _ a_best) /gap !ffunE subrr.
have loss_b : loss b pi = @p _ E true * db.
  rewrite sum2 short [X in _ + _ * X](_ : _ = 0) ?mulr0 ?addr0 //.
  by rewrite -(optimal_gap _ _ b_best) /gap !ffunE subrr.
have s0 : 0 < da + db by apply: addr_gt0.
have q01 : 0 <= da / (da + db) <= 1.
  by rewrite divr_ge0 ?(ltW da0) ?(ltW s0) //= ler_pdivr_mulr // mul1r ler_addl ltW.
exists E, a, b, pi, true; split.
  by split=> //; [exact: two_users_full | exact: unique_taste | exact: unique_taste].
split=> //.
- by move=> c y y'; rewrite kappa_two_users => /eqP->; rewrite /gap !subrr.
- by move=> y; rewrite ffunE /gap /a /taste; case: y => //= _; rewrite subr0.
exists (coin pi tau q01) => T.
rewrite !coin_regret (loss_optimal a_best) (loss_optimal b_best) loss_a loss_b.
set u := _ * (_ + _); set v := _ * (_ + _).
have nz : [/\ da != 0, db != 0 & da + db != 0] by rewrite !gt_eqF.
have inv : (da^-1 + db^-1)^-1 = da * db / (da + db).
  by case: nz => n1 n2 n3; field; rewrite n1 n2 n3.
have -> : u = @p _ E true * (da^-1 + db^-1)^-1 * T%:R.
  by rewrite /u inv; case: nz => n1 n2 n3; move: (p _) => p0; field.
have -> : v = @p _ E true * (da^-1 + db^-1)^-1 * T%:R.
  by rewrite /v inv; case: nz => n1 n2 n3; move: (p _) => p0; field.
exact: maxxx.
Qed.
End Attained.
