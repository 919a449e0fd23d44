(* First consequences of the definitions: outcome laws sum to 1, shortfalls and *)
(* losses are non-negative and vanish exactly at best responses, the affinity   *)
(* rho is at most 1 with equality exactly when nothing exposed differs (the     *)
(* equality cases of L1), and the algebra of the expectation tree.              *)
(* Claims: none by itself; every theorem about learners uses this file.         *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From UserDiversity Require Import Model.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Section SquareRoots.
Variable R : rcfType.
Implicit Types x y : R.

Lemma amgm_defect x y : 0 <= x -> 0 <= y ->
  (x + y) / 2%:R - Num.sqrt (x * y) = (Num.sqrt x - Num.sqrt y) ^+ 2 / 2%:R.
Proof.
move=> x0 y0; rewrite sqrtrM // -{1}(sqr_sqrtr x0) -{1}(sqr_sqrtr y0).
by field.
Qed.

Lemma sqrt_amgm x y : 0 <= x -> 0 <= y -> Num.sqrt (x * y) <= (x + y) / 2%:R.
Proof.
by move=> x0 y0; rewrite -subr_ge0 amgm_defect // divr_ge0 ?ler0n ?sqr_ge0.
Qed.

Lemma sqrt_amgm_eq x y : 0 <= x -> 0 <= y -> Num.sqrt (x * y) = (x + y) / 2%:R -> x = y.
Proof.
move=> x0 y0 e; have := amgm_defect x0 y0; rewrite e subrr => /esym/eqP.
rewrite mulf_eq0 invr_eq0 (pnatr_eq0 _ 2) orbF sqrf_eq0 subr_eq0 => /eqP h.
by rewrite -(sqr_sqrtr x0) h sqr_sqrtr.
Qed.
End SquareRoots.

(* a mean of numbers below [b] is [b] only if every number with weight is [b] *)
Lemma wsum_le (R : realFieldType) (I : finType) (w f : I -> R) b :
  (forall i, 0 <= w i) -> \sum_i w i = 1 -> (forall i, f i <= b) -> \sum_i w i * f i <= b.
Proof.
move=> w0 w1 fb; rewrite -[leRHS]mul1r -w1 mulr_suml.
by apply: ler_sum => i _; apply: ler_wpmul2l.
Qed.

Lemma wsum_eq (R : realFieldType) (I : finType) (w f : I -> R) b :
  (forall i, 0 <= w i) -> \sum_i w i = 1 -> (forall i, f i <= b) ->
  \sum_i w i * f i = b -> forall i, 0 < w i -> f i = b.
Proof.
move=> w0 w1 fb e i wi.
have : \sum_i w i * (b - f i) = 0.
  under eq_bigr do rewrite mulrBr.
  by rewrite sumrB e -mulr_suml w1 mul1r subrr.
move/eqP; rewrite psumr_eq0 => [|j _]; last by rewrite mulr_ge0 // subr_ge0.
by move=> /allP/(_ i (mem_index_enum i))/=; rewrite mulf_eq0 gt_eqF //= subr_eq0 => /eqP.
Qed.

Lemma wsum_gt0 (R : realFieldType) (I : finType) (w f : I -> R) :
  (forall i, 0 <= w i) -> \sum_i w i = 1 -> (forall i, 0 < f i) -> 0 < \sum_i w i * f i.
Proof.
move=> w0 w1 f0; rewrite lt_neqAle sumr_ge0 ?andbT => [|i _]; last by rewrite mulr_ge0 // ltW.
apply/eqP => /esym /eqP; rewrite psumr_eq0 => [/allP z|i _]; last by rewrite mulr_ge0 // ltW.
have := oner_neq0 R; rewrite -w1 big1 ?eqxx // => i _.
by have := z i (mem_index_enum i); rewrite /= mulf_eq0 (gt_eqF (f0 i)) orbF => /eqP.
Qed.

Section Basics.
Variables (R : rcfType) (E : env R).
Local Notation C := (context E).
Local Notation Y := (response E).
Implicit Types (r : reward E) (pi : policy E) (c : C) (y : Y) (h : history E) (A : learner E).

(** * The link and one round *)

Lemma link_lt1 x : link E x < 1.
Proof. by have := link_gt0 E (- x); rewrite linkN subr_gt0. Qed.

Lemma bern_gt0 x z : 0 < bern E x z.
Proof. by case: z; apply: link_gt0. Qed.

Lemma bern_sum x : \sum_z bern E x z = 1.
Proof. by rewrite big_bool /= linkN addrC subrK. Qed.

Lemma sum_outcome (f : outcome E -> R) :
  \sum_o f o = \sum_c \sum_y' \sum_z f (c, y', z).
Proof.
by rewrite pair_big /= pair_big /=; apply: eq_bigr => -[[c y'] z].
Qed.

Lemma exposure_ge0 pi o : 0 <= exposure pi o.
Proof. by case: o => [[c y'] z]; rewrite mulr_ge0 ?p_ge0 ?kappa_ge0. Qed.

Lemma feedback_gt0 r pi o : 0 < feedback r pi o.
Proof. by case: o => [[c y'] z]; apply: bern_gt0. Qed.

Lemma law_ge0 r pi o : 0 <= law r pi o.
Proof. by rewrite mulr_ge0 ?exposure_ge0 // ltW // feedback_gt0. Qed.

(* means over a round of what depends on the context and the comparator only *)
Lemma law_mean r pi (g : C -> Y -> R) :
  \sum_o law r pi o * g o.1.1 o.1.2 = \sum_c p c * \sum_y' kappa c (pi c) y' * g c y'.
Proof.
rewrite sum_outcome; apply: eq_bigr => c _; rewrite mulr_sumr; apply: eq_bigr => y' _ /=.
by rewrite -mulr_suml -mulr_sumr bern_sum mulr1 mulrA.
Qed.

Lemma law_mean_context r pi (g : C -> R) :
  \sum_o law r pi o * g o.1.1 = \sum_c p c * g c.
Proof.
rewrite (law_mean _ _ (fun c _ => g c)); apply: eq_bigr => c _.
by rewrite -mulr_suml kappa_sum mul1r.
Qed.

Lemma law_sum r pi : \sum_o law r pi o = 1.
Proof.
rewrite -[RHS](p_sum E); under eq_bigr do rewrite -[law _ _ _]mulr1.
by rewrite (law_mean_context _ _ (fun _ => 1)); apply: eq_bigr => c _; rewrite mulr1.
Qed.

(** * Best responses, shortfall, loss *)

Lemma best_best r : optimal r (best r).
Proof. by move=> c y; rewrite ffunE; case: arg_maxP => // i _ H; apply: H. Qed.

Lemma optimal_gap r pi c y : optimal r pi -> gap r c (pi c) y = shortfall r c y.
Proof.
move=> o; rewrite /shortfall /gap; congr (_ - _); apply/le_anti.
by rewrite o andbT best_best.
Qed.

Lemma shortfall_ge0 r c y : 0 <= shortfall r c y.
Proof. by rewrite subr_ge0 best_best. Qed.

Lemma shortfall_eq0 r c y : shortfall r c y = 0 <-> best_in r c y.
Proof.
split=> [/eqP|b]; first by rewrite subr_eq0 => /eqP e y'; rewrite -e; apply: best_best.
by apply/le_anti; rewrite shortfall_ge0 andbT subr_le0.
Qed.

Lemma loss_ge0 r pi : 0 <= loss r pi.
Proof. by apply: sumr_ge0 => c _; rewrite mulr_ge0 ?p_ge0 ?shortfall_ge0. Qed.

Lemma loss_optimal r pi : optimal r pi -> loss r pi = 0.
Proof. by move=> o; apply: big1 => c _; have /shortfall_eq0-> := o c; rewrite mulr0. Qed.

Lemma optimal_loss r pi : full_support E -> loss r pi = 0 -> optimal r pi.
Proof.
move=> H4 /eqP; rewrite psumr_eq0 => [/allP z c|c _]; last by rewrite mulr_ge0 ?p_ge0 ?shortfall_ge0.
apply/shortfall_eq0/eqP; have := z c (mem_index_enum c).
by rewrite /= mulf_eq0 gt_eqF //= H4.
Qed.

Lemma unique_optimal r pi pi' :
  unique_optimum r -> optimal r pi -> optimal r pi' -> pi = pi'.
Proof. by move=> u o o'; apply/ffunP => c; apply: u (o c) (o' c). Qed.

Lemma mean_round_regret r r' pi : \sum_o law r' pi o * round_regret r (pi, o) = loss r pi.
Proof.
apply: etrans (law_mean_context r' pi (fun c => shortfall r c (pi c))).
by apply: eq_bigr => -[[c y'] z].
Qed.

(** * Affinity *)

Lemma BC_bern a b : BC E a b = \sum_z Num.sqrt (bern E a z * bern E b z).
Proof. by rewrite big_bool. Qed.

Lemma BC_gt0 a b : 0 < BC E a b.
Proof. by rewrite addr_gt0 // sqrtr_gt0 mulr_gt0 // link_gt0. Qed.

Lemma BC_defect a b : \sum_z (bern E a z + bern E b z) / 2%:R = 1.
Proof. by rewrite -mulr_suml big_split /= !bern_sum divff // (pnatr_eq0 _ 2). Qed.

Lemma BC_le1 a b : BC E a b <= 1.
Proof.
rewrite BC_bern -(BC_defect a b).
by apply: ler_sum => z _; apply: sqrt_amgm; apply/ltW/bern_gt0.
Qed.

Lemma BC_refl a : BC E a a = 1.
Proof.
rewrite BC_bern -[RHS](bern_sum a); apply: eq_bigr => z _.
by rewrite -expr2 sqrtr_sqr gtr0_norm // bern_gt0.
Qed.

Lemma BC_eq1 a b : BC E a b = 1 -> a = b.
Proof.
move=> e; apply: (@link_inj _ E).
have h z : bern E a z = bern E b z; last exact: (h true).
apply: sqrt_amgm_eq; rewrite ?ltW ?bern_gt0 //.
have d0 t : 0 <= (bern E a t + bern E b t) / 2%:R - Num.sqrt (bern E a t * bern E b t).
  by rewrite subr_ge0 sqrt_amgm ?ltW ?bern_gt0.
have : \sum_t ((bern E a t + bern E b t) / 2%:R - Num.sqrt (bern E a t * bern E b t)) = 0.
  by rewrite sumrB BC_defect -BC_bern e subrr.
move/eqP; rewrite psumr_eq0 => // /allP/(_ z (mem_index_enum z)) /=.
by rewrite subr_eq0 => /eqP.
Qed.

Lemma BCC a b : BC E a b = BC E b a.
Proof. by rewrite /BC mulrC [X in _ + Num.sqrt X]mulrC. Qed.

Lemma rho_ge0 pi r r' : 0 <= rho pi r r'.
Proof.
apply: sumr_ge0 => c _; rewrite mulr_ge0 ?p_ge0 //.
by apply: sumr_ge0 => y _; rewrite mulr_ge0 ?kappa_ge0 // ltW // BC_gt0.
Qed.

Lemma rho_gt0 pi r r' : 0 < rho pi r r'.
Proof.
apply: wsum_gt0 => [c||c]; [exact: p_ge0|exact: p_sum|].
apply: wsum_gt0 => [y'||y']; [exact: kappa_ge0|exact: kappa_sum|exact: BC_gt0].
Qed.

Lemma rho_le1 pi r r' : rho pi r r' <= 1.
Proof.
apply: wsum_le => [c||c]; [exact: p_ge0|exact: p_sum|].
apply: wsum_le => [y'||y']; [exact: kappa_ge0|exact: kappa_sum|exact: BC_le1].
Qed.

Lemma agree_rho pi r r' : agree pi r r' -> rho pi r r' = 1.
Proof.
move=> ag; rewrite -[RHS](p_sum E); apply: eq_bigr => c _.
rewrite -[RHS]mulr1; congr (_ * _); rewrite -[RHS](kappa_sum c (pi c)); apply: eq_bigr => y' _.
have := kappa_ge0 c (pi c) y'; rewrite le_eqVlt => /predU1P[<-|k]; first by rewrite mul0r.
by rewrite (ag _ _ k) BC_refl mulr1.
Qed.

Lemma rho_agree pi r r' : full_support E -> rho pi r r' = 1 -> agree pi r r'.
Proof.
move=> H4 e c y' k; apply: BC_eq1.
pose f c' := \sum_y' kappa c' (pi c') y' * BC E (gap r c' (pi c') y') (gap r' c' (pi c') y').
have in1 c' : f c' <= 1.
  by apply: wsum_le => [y||y]; [exact: kappa_ge0|exact: kappa_sum|exact: BC_le1].
have fc := wsum_eq (@p_ge0 _ E) (p_sum E) in1 e (H4 c).
exact: (wsum_eq (kappa_ge0 c (pi c)) (kappa_sum c (pi c)) (fun y => BC_le1 _ _) fc k).
Qed.

Lemma rho_lt1 pi r r' : full_support E -> ~ agree pi r r' -> rho pi r r' < 1.
Proof.
move=> H4 nag; rewrite lt_neqAle rho_le1 andbT; apply/negP => /eqP e.
exact/nag/rho_agree.
Qed.

Definition agreeb pi r r' : bool :=
  [forall c, forall y', (0 < kappa c (pi c) y') ==> (gap r c (pi c) y' == gap r' c (pi c) y')].

Lemma agreeP pi r r' : reflect (agree pi r r') (agreeb pi r r').
Proof.
apply: (iffP forallP) => [a c y' k|a c]; last by apply/forallP => y'; apply/implyP => k; apply/eqP/a.
by have /forallP/(_ y')/implyP/(_ k)/eqP := a c.
Qed.

Lemma agree_sym pi r r' : agree pi r r' -> agree pi r' r.
Proof. by move=> a c y k; rewrite a. Qed.

(** * Likelihoods *)

Lemma lik_cons r x h : lik r (x :: h) = feedback r x.1 x.2 * lik r h.
Proof. exact: big_cons. Qed.

Lemma lik_gt0 r h : 0 < lik r h.
Proof. by elim: h => [|x h IH]; rewrite ?lik_cons ?mulr_gt0 ?feedback_gt0 // /lik big_nil ltr01. Qed.

Lemma ell_ge0 r r' h : 0 <= ell r r' h.
Proof. exact: sqrtr_ge0. Qed.

Lemma ell_nil r r' : ell r r' [::] = 1.
Proof. by rewrite /ell /lik !big_nil divr1 sqrtr1. Qed.

Lemma ell_ge1 r r' h : lik r' h <= lik r h -> 1 <= ell r r' h.
Proof. by move=> le; rewrite -[1]sqrtr1 ler_wsqrtr // ler_pdivl_mulr ?lik_gt0 // mul1r. Qed.

(** * The expectation tree *)

Section Expect.
Variables (A : learner E) (r : reward E).

Lemma expectS n f h : expect A r n.+1 f h =
  \sum_pi A h pi * \sum_o law r pi o * expect A r n f ((pi, o) :: h).
Proof. by []. Qed.

(* [P] holds in every history that can be reached within the rounds to come *)
Lemma expect_le_reach (P : history E -> Prop) n f g h :
  (forall h pi o, P h -> 0 < A h pi -> 0 < law r pi o -> P ((pi, o) :: h)) ->
  (forall h, P h -> f h <= g h) -> P h -> expect A r n f h <= expect A r n g h.
Proof.
move=> step fg; elim: n h => [|n IH] h Ph /=; first exact: fg.
apply: ler_sum => pi _.
have := act_ge0 A h pi; rewrite le_eqVlt => /predU1P[<-|a]; first by rewrite !mul0r.
rewrite ler_pmul2l //; apply: ler_sum => o _.
have := law_ge0 r pi o; rewrite le_eqVlt => /predU1P[<-|l]; first by rewrite !mul0r.
by rewrite ler_pmul2l //; apply: IH; apply: step.
Qed.

Lemma expect_eq_reach (P : history E -> Prop) n f g h :
  (forall h pi o, P h -> 0 < A h pi -> 0 < law r pi o -> P ((pi, o) :: h)) ->
  (forall h, P h -> f h = g h) -> P h -> expect A r n f h = expect A r n g h.
Proof.
move=> step fg Ph; apply/le_anti; rewrite !(expect_le_reach (P := P)) //.
- by move=> h' /fg->.
- by move=> h' /fg->.
Qed.

Lemma expect_le n f g h : (forall h, f h <= g h) -> expect A r n f h <= expect A r n g h.
Proof. by move=> fg; apply: (expect_le_reach (P := fun _ => True)). Qed.

Lemma expect_eq n f g h : f =1 g -> expect A r n f h = expect A r n g h.
Proof. by move=> fg; apply: (expect_eq_reach (P := fun _ => True)). Qed.

Lemma expect_const n b h : expect A r n (fun _ => b) h = b.
Proof.
elim: n h => [|n IH] h //=.
under eq_bigr => pi _ do [under eq_bigr do rewrite IH; rewrite -mulr_suml law_sum mul1r].
by rewrite -mulr_suml act_sum mul1r.
Qed.

Lemma expectZ n b f h : expect A r n (fun h => b * f h) h = b * expect A r n f h.
Proof.
elim: n h => [|n IH] h //=; rewrite mulr_sumr; apply: eq_bigr => pi _.
rewrite [RHS]mulrCA [in RHS]mulr_sumr; congr (_ * _); apply: eq_bigr => o _.
by rewrite IH mulrCA.
Qed.

Lemma expectD n f g h :
  expect A r n (fun h => f h + g h) h = expect A r n f h + expect A r n g h.
Proof.
elim: n h => [|n IH] h //=; rewrite -big_split; apply: eq_bigr => pi _ /=.
rewrite -mulrDr -big_split; congr (_ * _); apply: eq_bigr => o _ /=.
by rewrite IH mulrDr.
Qed.

Lemma expectB n f g h :
  expect A r n (fun h => f h - g h) h = expect A r n f h - expect A r n g h.
Proof.
rewrite expectD; congr (_ + _); rewrite -mulN1r -expectZ.
by apply: expect_eq => h'; rewrite mulN1r.
Qed.

Lemma expect_sum (I : Type) (s : seq I) (P : pred I) n (f : I -> history E -> R) h :
  expect A r n (fun h => \sum_(i <- s | P i) f i h) h = \sum_(i <- s | P i) expect A r n (f i) h.
Proof.
elim: s => [|i s IH].
  rewrite big_nil -[RHS](expect_const n 0 h); apply: expect_eq => h'; exact: big_nil.
rewrite big_cons -IH; case: (P i) (fun h => big_cons 0 +%R i s P (f^~ h)) => Eh.
  by rewrite -expectD; apply: expect_eq => h'; rewrite Eh.
by apply: expect_eq => h'; rewrite Eh.
Qed.

Lemma expect_ge0 n f h : (forall h, 0 <= f h) -> 0 <= expect A r n f h.
Proof. by move=> f0; rewrite -[0](expect_const n 0 h); apply: expect_le. Qed.

Lemma expect_add n k f h : expect A r (n + k) f h = expect A r n (expect A r k f) h.
Proof.
elim: n h => [|n IH] h //; rewrite addSn /=; apply: eq_bigr => pi _; congr (_ * _).
by apply: eq_bigr => o _; rewrite IH.
Qed.

Lemma expectSr n f h : expect A r n.+1 f h = expect A r n (expect A r 1 f) h.
Proof. by rewrite -addn1 expect_add. Qed.

Lemma expect_size n (f : nat -> history E -> R) h :
  expect A r n (fun h' => f (size h') h') h = expect A r n (f (size h + n)%N) h.
Proof.
elim: n h => [|n IH] h /=; first by rewrite addn0.
apply: eq_bigr => pi _; congr (_ * _); apply: eq_bigr => o _.
by rewrite IH /= addSnnS.
Qed.

(* what lies below something that no deployed policy increases on average *)
Lemma expect_super (V : history E -> R) n f h :
  (forall h pi, 0 < A h pi -> \sum_o law r pi o * V ((pi, o) :: h) <= V h) ->
  (forall h, f h <= V h) -> expect A r n f h <= V h.
Proof.
move=> super fV; apply: le_trans (expect_le n h fV) _.
elim: n h => [|n IH] h //=; rewrite -[leRHS]mul1r -(act_sum A h) mulr_suml.
apply: ler_sum => pi _.
have := act_ge0 A h pi; rewrite le_eqVlt => /predU1P[<-|a]; first by rewrite !mul0r.
rewrite ler_pmul2l //; apply: le_trans (super _ _ a).
by apply: ler_sum => o _; apply: ler_wpmul2l; rewrite ?law_ge0.
Qed.

(* what the next round costs on average *)
Definition next_loss r' h : R := \sum_pi A h pi * loss r' pi.

Lemma regret_cons r' x h : regret_of r' (x :: h) = round_regret r' x + regret_of r' h.
Proof. exact: big_cons. Qed.

Lemma expect1_regret r' h : expect A r 1 (regret_of r') h = next_loss r' h + regret_of r' h.
Proof.
rewrite /= -[X in _ + X]mul1r -(act_sum A h) mulr_suml -big_split /=.
apply: eq_bigr => pi _; rewrite -mulrDr; congr (_ * _).
under eq_bigr do rewrite regret_cons mulrDr.
by rewrite big_split /= mean_round_regret -mulr_suml law_sum mul1r.
Qed.

Lemma expect_regretS n r' h : expect A r n.+1 (regret_of r') h =
  expect A r n (next_loss r') h + expect A r n (regret_of r') h.
Proof. by rewrite expectSr -expectD; apply: expect_eq => h'; rewrite expect1_regret. Qed.
End Expect.

Lemma RegretS A r T : Regret A r T.+1 = Regret A r T + expect A r T (next_loss A r) [::].
Proof. by rewrite /Regret expect_regretS addrC. Qed.

Lemma Regret0 A r : Regret A r 0 = 0.
Proof. by rewrite /Regret /= /regret_of big_nil. Qed.

Lemma next_loss_ge0 A r h : 0 <= next_loss A r h.
Proof. by apply: sumr_ge0 => pi _; rewrite mulr_ge0 ?act_ge0 ?loss_ge0. Qed.

(* the regret is the sum of the mean losses of the policies deployed *)
Lemma Regret_sum A r T : Regret A r T = \sum_(t < T) expect A r t (next_loss A r) [::].
Proof.
elim: T => [|T IH]; first by rewrite Regret0 big_ord0.
by rewrite RegretS IH big_ord_recr.
Qed.

Lemma Regret_ge0 A r T : 0 <= Regret A r T.
Proof. by rewrite Regret_sum sumr_ge0 // => t _; apply/expect_ge0/next_loss_ge0. Qed.

Lemma Regret_le A r T T' : (T <= T')%N -> Regret A r T <= Regret A r T'.
Proof.
move=> /subnK<-; elim: (T' - T)%N => [|n IH] //; rewrite addSn RegretS.
by apply: le_trans IH _; rewrite ler_addl; apply/expect_ge0/next_loss_ge0.
Qed.

(* the chance that the next policy is a mistake *)
Definition next_mistake A r h : R := \sum_pi A h pi * (0 < loss r pi)%R%:R.

Lemma next_mistake_le1 A r h : next_mistake A r h <= 1.
Proof.
rewrite -(act_sum A h); apply: ler_sum => pi _.
by rewrite ler_pimulr ?act_ge0 // lern1 leq_b1.
Qed.

Lemma next_mistake_ge0 A r h : 0 <= next_mistake A r h.
Proof. by apply: sumr_ge0 => pi _; rewrite mulr_ge0 ?act_ge0 ?ler0n. Qed.

Lemma mistakes_sum A r T : expect A r T (fun h => (mistakes r h)%:R) [::] =
  \sum_(t < T) expect A r t (next_mistake A r) [::].
Proof.
elim: T => [|T IH]; first by rewrite big_ord0.
rewrite big_ord_recr -IH expectSr /= -expectD; apply: expect_eq => h /=.
rewrite -[X in X + _]mul1r -[X in X * _ + _](act_sum A h) mulr_suml -big_split /=; apply: eq_bigr => pi _.
rewrite -mulrDr; congr (_ * _); rewrite /mistakes /= natrD addrC.
by rewrite -mulr_suml law_sum mul1r.
Qed.

(** * Classes *)

(* every family of rewards is a class, with the lowest-index best responses *)
Definition canonical_class (M : Type) (f : M -> reward E) : class E M :=
  Class (fun m => best_best (f m)).

Section Classes.
Variables (M : Type) (K : class E M).

Lemma Delta_ge0 m theta : 0 <= Delta K m theta.
Proof. exact: loss_ge0. Qed.

Lemma not_wrong theta m : ~~ wrong K theta m -> Delta K m theta = 0.
Proof. by rewrite /wrong lt_neqAle Delta_ge0 andbT negbK => /eqP. Qed.

Lemma wrongxx theta : wrong K theta theta = false.
Proof. by rewrite /wrong /Delta loss_optimal ?ltxx //; apply: greedyP. Qed.

Lemma rho_own_lt1 theta m : full_support E -> diverse_at K m ->
  wrong K theta m -> rho_own K m theta < 1.
Proof.
move=> H4 D; rewrite /wrong => w; apply: rho_lt1 => // /D e.
by rewrite e ltxx in w.
Qed.
End Classes.

(** * Greedy learners exist for every non-empty finite class *)

Section GreedyExists.
Variables (M : finType) (K : class E M) (m0 : M).

Definition deterministic (f : history E -> policy E) : learner E.
Proof.
refine (@Learner _ E (fun h pi => (pi == f h)%:R) _ _) => [h pi|h]; first exact: ler0n.
by rewrite (bigD1 (f h)) //= eqxx big1 ?addr0 // => pi /negPf->.
Defined.

Lemma deterministicE f h pi : deterministic f h pi = (pi == f h)%:R.
Proof. by []. Qed.

Lemma deterministic_gt0 f h pi : 0 < deterministic f h pi -> pi = f h.
Proof. by rewrite deterministicE ltr0n lt0b => /eqP. Qed.

Lemma sum_deterministic f h (g : policy E -> R) :
  \sum_pi deterministic f h pi * g pi = g (f h).
Proof.
rewrite (bigD1 (f h)) //= eqxx mul1r big1 ?addr0 // => pi /negPf n.
by rewrite n mul0r.
Qed.

Definition mle (h : history E) : M := [arg max_(m > m0) lik (K m) h]%O.

Lemma mle_max h : max_lik K (mle h) h.
Proof.
by apply/forallP => m'; rewrite /mle; case: arg_maxP => // m _ H; apply: H.
Qed.

Definition mle_learner : learner E := deterministic (fun h => greedy K (mle h)).

Theorem greedy_exists : exists A : learner E, greedy_learner K A.
Proof.
by exists mle_learner => h pi /deterministic_gt0->; exists (mle h); rewrite ?mle_max.
Qed.
End GreedyExists.
End Basics.
