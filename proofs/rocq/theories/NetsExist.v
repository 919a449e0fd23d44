(* T22 on a bounded linear class: nets of every size exist (a grid, with one     *)
(* model of the class in every box that has one), so greedy's regret is bounded, *)
(* uniformly over horizons and over the ways to break ties, as soon as rhohat    *)
(* and rhostar are below 1 (T22_linear_bounded).                                 *)
(* Claims: T22. Over the real numbers; axioms: those of mathcomp-analysis.       *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import boolp reals sequences exp.
From mathcomp.algebra_tactics Require Import ring.
From UserDiversity Require Import Exponential RealExponential Model Basics LogisticLink Span Trichotomy OverTheReals.
From UserDiversity Require Import Nets NetsBounded.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Section Grid.
Variables (R : realType) (d : nat) (M : Type) (par : M -> 'rV[R]_d) (B : R).
Hypothesis bounded : forall m i, `|par m 0 i| <= B.

(* finitely many grid points leave no number of [-B, B] farther than delta away *)
Lemma grid (delta : R) : 0 < delta ->
  exists N : nat, forall x, `|x| <= B -> exists k : 'I_N, `|x - (k%:R * delta - B)| <= delta.
Proof.
move=> d0; have [N big] := archimedean_reals (2%:R * B / delta + 1).
exists N => x; rewrite ler_norml => /andP[lo hi].
have y0 : 0 <= (x + B) / delta by rewrite divr_ge0 ?(ltW d0) // -ler_subl_addr sub0r.
have [n /andP[yn ny]] := ceiling_exists (@archimedean_reals R) y0.
have nN : (n < N)%N.
  rewrite -(ltr_nat R); apply: lt_le_trans ny (le_trans _ big); rewrite ler_add2r ler_pmul2r ?invr_gt0 //.
  by rewrite mulr2n mulrDl !mul1r ler_add2r.
exists (Ordinal nN) => /=; have -> : x - (n%:R * delta - B) = ((x + B) / delta - n%:R) * delta.
  by rewrite mulrBl divfK ?gt_eqF //; ring.
rewrite normrM (gtr0_norm d0) ler_pimull ?(ltW d0) // ler_norml; apply/andP; split.
  by rewrite ler_subr_addr addrC; apply: ltW; move: ny; rewrite -ltr_subl_addr.
by rewrite ler_subl_addr (le_trans yn) // ler_addr ler01.
Qed.

(* a net of the models with [P], made of such models, for the largest coordinate *)
Lemma sup_net (P : M -> Prop) (delta : R) : 0 < delta ->
  exists (n : nat) (f : 'I_n -> M), (forall i, P (f i)) /\
  forall m, P m -> exists i, forall j, `|par m 0 j - par (f i) 0 j| <= delta.
Proof.
move=> d0; have h0 : 0 < delta / 2%:R by rewrite divr_gt0 ?ltr0n.
have [N cover] := grid h0; pose g (k : 'I_N) := k%:R * (delta / 2%:R) - B.
pose box (k : {ffun 'I_d -> 'I_N}) m := P m /\ forall j, `|par m 0 j - g (k j)| <= delta / 2%:R.
pose full : pred {ffun 'I_d -> 'I_N} := fun k => `[< exists m, box k m >].
have ex (i : 'I_#|full|) : exists m, box (enum_val i) m.
  by have := enum_valP i; rewrite unfold_in => /asboolP.
exists #|full|, (fun i => sval (cid (ex i))); split=> [i|m Pm]; first by case: (svalP (cid (ex i))).
have /choice[k kP] : forall j, exists k : 'I_N, `|par m 0 j - g k| <= delta / 2%:R.
  by move=> j; apply: cover.
have fk : [ffun j => k j] \in full.
  by rewrite unfold_in; apply/asboolP; exists m; split=> // j; rewrite ffunE.
exists (enum_rank_in fk [ffun j => k j]) => j; case: (cid _) => m' /= [_ near'].
have := near' j; rewrite enum_rankK_in // ffunE => le'.
have -> : par m 0 j - par m' 0 j = (par m 0 j - g (k j)) - (par m' 0 j - g (k j)) by ring.
apply: le_trans (ler_norm_sub _ _) _; apply: le_trans (ler_add (kP j) le') _.
by rewrite -mulrDl -mulr2n -mulr_natl mulrC mulKf ?pnatr_eq0.
Qed.
End Grid.

Section Linear.
Variables (R : realType) (E : env R) (d : nat) (head : context E -> response E -> 'rV[R]_d).
Variables (M : Type) (K : M -> reward E) (par : M -> 'rV[R]_d) (B : R).
Hypothesis linear : forall m c y, K m c y = dot (head c y) (par m).
Hypothesis bounded : forall m i, `|par m 0 i| <= B.

Let reach : R := \sum_c \sum_y \sum_y' \sum_j `|(head c y - head c y') 0 j|.

Lemma le_reach c y y' : \sum_j `|(head c y - head c y') 0 j| <= reach.
Proof.
have s0 (I : finType) (F : I -> R) : (forall i, 0 <= F i) -> forall i, F i <= \sum_i F i.
  by move=> F0 i; rewrite (bigD1 i) //= ler_addl sumr_ge0.
have t0 c1 z z' : 0 <= \sum_j `|(head c1 z - head c1 z') 0 j| by apply: sumr_ge0.
apply: le_trans (s0 _ (fun z' => \sum_j `|(head c y - head c z') 0 j|) _ y') _ => //.
apply: le_trans (s0 _ (fun z => \sum_z' \sum_j `|(head c z - head c z') 0 j|) _ y) _.
  by move=> z; apply: sumr_ge0.
apply: (s0 _ (fun c1 => \sum_z \sum_z' \sum_j `|(head c1 z - head c1 z') 0 j|)) => c1.
by apply: sumr_ge0 => z _; apply: sumr_ge0.
Qed.

Lemma reach_ge0 : 0 <= reach.
Proof.
by apply: sumr_ge0 => c _; apply: sumr_ge0 => y _; apply: sumr_ge0 => y' _; apply: sumr_ge0 => j _.
Qed.

Lemma gap_near m m' (delta : R) : 0 <= delta -> (forall j, `|par m 0 j - par m' 0 j| <= delta) ->
  forall c y y', `|gap (K m) c y y' - gap (K m') c y y'| <= reach * delta.
Proof.
move=> d0 close c y y'; rewrite /gap !linear -!dotBl -dotBr dotE.
apply: le_trans (ler_norm_sum _ _ _) _.
apply: (@le_trans _ _ (\sum_j `|(head c y - head c y') 0 j| * delta)).
  by apply: ler_sum => j _; rewrite normrM ler_wpmul2l //; have := close j; rewrite !mxE.
by rewrite -mulr_suml ler_wpmul2r ?le_reach.
Qed.

(* nets of every size, for all policies at once *)
Theorem nets_exist (eps : R) : 0 < eps ->
  exists (card : policy E -> nat) (net : forall pi, 'I_(card pi) -> M),
    (forall pi i, optimal (K (net pi i)) pi) /\
    forall pi m, optimal (K m) pi -> exists i, near eps (K m) (K (net pi i)).
Proof.
move=> e0; pose delta := eps / (reach + 1).
have r1 : 0 < reach + 1 by rewrite ltr_paddl ?reach_ge0 ?ltr01.
have d0 : 0 < delta by apply: divr_gt0.
have /choice[nf nfP] : forall pi : policy E, exists nf : {n : nat & 'I_n -> M},
    (forall i, optimal (K (projT2 nf i)) pi) /\
    forall m, optimal (K m) pi -> exists i, near eps (K m) (K (projT2 nf i)).
  move=> pi; have [n [f [inside cover]]] := sup_net bounded (fun m => optimal (K m) pi) d0.
  exists (existT _ n f); split=> //= m opt; have [i close] := cover m opt; exists i => c y y'.
  apply: le_trans (gap_near (ltW d0) close c y y') _.
  by rewrite /delta mulrA ler_pdivr_mulr // mulrC ler_pmul2l // ler_addl ler01.
exists (fun pi => projT1 (nf pi)), (fun pi => projT2 (nf pi)).
by split=> pi; have [] := nfP pi.
Qed.

Hypothesis H5 : link E =1 logistic (@expR R).
Variables (theta : M) (pi0 : policy E) (rhohat rhostar : R).
Hypothesis pi0_best : optimal (K theta) pi0.
Hypothesis rhohat01 : 0 <= rhohat < 1.
Hypothesis rhostar01 : 0 <= rhostar < 1.
Hypothesis rates : forall pi m, pi != pi0 -> optimal (K m) pi ->
  rho pi (K m) (K theta) <= rhohat /\ rho pi0 (K m) (K theta) <= rhostar.
Let laws := real_exp_laws R.

Theorem T22_linear_bounded : exists bound : R,
  forall A, cell_greedy K A -> forall T, Regret A (K theta) T <= bound.
Proof.
have /andP[h0 h1] := rhohat01; have /andP[s0 s1] := rhostar01.
pose J := #|policy E|; have J0 : (0 < J)%N by apply/card_gt0P; exists pi0.
pose r := Num.max (Num.max rhohat rhostar) 2%:R^-1.
have r1 : r < 1 by rewrite !lt_maxl h1 s1 invf_lt1 ?ltr1n ?ltr0n.
have r0 : 0 < r by rewrite lt_maxr invr_gt0 ltr0n orbT.
have L0 : 0 < ln r^-1 by rewrite -(ln1 laws) (ltr_ln laws) ?ltr01 ?invr_gt0 // invf_gt1.
pose eps := ln r^-1 / J.+1%:R; have e0 : 0 < eps by rewrite divr_gt0 ?ltr0n.
have small k x : (k <= J)%N -> 0 <= x -> x <= r -> expR (k%:R * eps) * x < 1.
  move=> kJ x0 xr; apply: (@le_lt_trans _ _ (expR (k%:R * eps) * r)).
    by rewrite ler_pmul2l ?expR_gt0.
  rewrite -ltr_pdivl_mulr // mul1r -[X in _ < X](exp_ln laws) ?invr_gt0 // (ltr_exp laws).
  rewrite /eps mulrCA -[X in _ < X]mulr1 ltr_pmul2l // ltr_pdivr_mulr ?ltr0n // mul1r ltr_nat.
  exact: leq_ltn_trans kJ _.
have [card [net [inside cover]]] := nets_exist e0.
pose Dmax := \sum_pi loss (K theta) pi.
have le_D pi : loss (K theta) pi <= Dmax.
  by rewrite /Dmax (bigD1 pi) //= ler_addl sumr_ge0 // => tau _; apply: loss_ge0.
eexists => A gr T.
apply: (T22_bounded laws H5 gr (ltW e0) (fun pi i _ => inside pi i) (fun pi m _ => cover pi m) h0 s0 rates _ _ T pi0_best le_D).
  by apply: small; rewrite ?max_card // !le_maxr lexx.
have sm := small 1%N rhostar J0 s0; rewrite mul1r in sm; apply: sm.
by rewrite !le_maxr lexx orbT.
Qed.
End Linear.
