(* Offline learning: n independent comparisons of training responses in        *)
(* training contexts, then one policy for the target contexts. Under D_off the *)
(* maximum-likelihood policy is exponentially good in n.                        *)
(* Claims: T12. Of exp and ln, for the sample size, only Exponential.v.         *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From UserDiversity Require Import Model Basics Exponential TwoPoint.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Lemma sqrt_prod (R : rcfType) (I : finType) (f : I -> R) : (forall i, 0 <= f i) ->
  Num.sqrt (\prod_i f i) = \prod_i Num.sqrt (f i).
Proof.
move=> f0; suff [] : 0 <= \prod_i f i /\ Num.sqrt (\prod_i f i) = \prod_i Num.sqrt (f i) by [].
apply: (big_rec2 (fun u v => 0 <= u /\ Num.sqrt u = v)) => [|i y x _ [x0 e]].
  by rewrite sqrtr1 ler01.
by split; [rewrite mulr_ge0 | rewrite sqrtrM ?e].
Qed.

Section Offline.
Variables (R : rcfType) (E : env R).
Local Notation C := (context E).
Local Notation Y := (response E).
Implicit Types (r : reward E) (pi : policy E).

(** * Data, rules, suboptimality *)

(* training contexts, and training responses; the comparator law and the link  *)
(* are the model's, and [p] is the law of target contexts                      *)
Record training := Training {
  q :> C -> R;
  q_ge0 : forall c, 0 <= q c;
  q_sum : \sum_c q c = 1;
  beta : C -> Y -> R;
  beta_ge0 : forall c y, 0 <= beta c y;
  beta_sum : forall c, \sum_y beta c y = 1
}.
Variable D : training.

(* a context, a response, a comparator, and whether the response was preferred *)
Definition datum := (C * Y * Y * bool)%type.

Definition datum_exposure (o : datum) : R :=
  let: (c, y, y', _) := o in D c * beta D c y * kappa c y y'.
Definition datum_feedback r (o : datum) : R :=
  let: (c, y, y', z) := o in bern E (gap r c y y') z.
Definition datum_law r (o : datum) : R := datum_exposure o * datum_feedback r o.

Definition dataset n := {ffun 'I_n -> datum}.
Definition data_law n r (x : dataset n) : R := \prod_i datum_law r (x i).
Definition data_lik n r (x : dataset n) : R := \prod_i datum_feedback r (x i).

(* a randomised rule: the law of the policy deployed, given the data *)
Record rule n := Rule {
  decide :> dataset n -> policy E -> R;
  decide_ge0 : forall x pi, 0 <= decide x pi;
  decide_sum : forall x, \sum_pi decide x pi = 1
}.

(* E_r [SubOpt] *)
Definition SubOpt n (A : rule n) r : R := \sum_x data_law r x * \sum_pi A x pi * loss r pi.

Definition rho_off r r' : R :=
  \sum_c D c * \sum_y beta D c y * \sum_y' kappa c y y' * BC E (gap r c y y') (gap r' c y y').

(* equal gaps on everything that the data exposes *)
Definition agree_off r r' := forall c y y',
  0 < D c -> 0 < beta D c y -> 0 < kappa c y y' -> gap r c y y' = gap r' c y y'.

(* whatever it may deploy is the greedy policy of a model that is most likely *)
Definition max_likelihood_rule (M : finType) (K : class E M) n (A : rule n) :=
  forall x pi, 0 < A x pi -> exists2 m,
    (forall m', data_lik (K m') x <= data_lik (K m) x) & pi = greedy K m.

(** * Laws and affinity *)

Lemma datum_exposure_ge0 o : 0 <= datum_exposure o.
Proof. by case: o => [[[c y] y'] z]; rewrite !mulr_ge0 ?q_ge0 ?beta_ge0 ?kappa_ge0. Qed.

Lemma datum_feedback_gt0 r o : 0 < datum_feedback r o.
Proof. by case: o => [[[c y] y'] z]; apply: bern_gt0. Qed.

Lemma datum_law_ge0 r o : 0 <= datum_law r o.
Proof. by rewrite mulr_ge0 ?datum_exposure_ge0 // ltW // datum_feedback_gt0. Qed.

Lemma sum_datum (f : C -> Y -> Y -> bool -> R) :
  \sum_o datum_exposure o * (let: (c, y, y', z) := o in f c y y' z) =
  \sum_c D c * \sum_y beta D c y * \sum_y' kappa c y y' * \sum_z f c y y' z.
Proof.
under [RHS]eq_bigr => c _.
  rewrite mulr_sumr; under eq_bigr => y _.
    rewrite mulrA mulr_sumr; under eq_bigr => y' _ do rewrite mulrA mulr_sumr.
    over.
  over.
by rewrite !pair_big /=; apply: eq_bigr => -[[[c y] y'] z].
Qed.

Lemma datum_mean1 : \sum_c D c * (\sum_y beta D c y * (\sum_y' kappa c y y' * 1)) = 1.
Proof.
rewrite -[RHS](q_sum D); apply: eq_bigr => c _; rewrite -[RHS]mulr1; congr (_ * _).
rewrite -[RHS](beta_sum D c); apply: eq_bigr => y _; rewrite -[RHS]mulr1; congr (_ * _).
by rewrite -[RHS](kappa_sum c y); apply: eq_bigr => y' _; rewrite mulr1.
Qed.

Lemma datum_law_sum r : \sum_o datum_law r o = 1.
Proof.
rewrite -[RHS]datum_mean1.
under [RHS]eq_bigr => c _ do under eq_bigr => y _ do under eq_bigr => y' _ do
  rewrite -(bern_sum E (gap r c y y')).
by rewrite -sum_datum; apply: eq_bigr => -[[[c y] y'] z].
Qed.

Lemma datum_affinity r r' : affinity (datum_law r) (datum_law r') = rho_off r r'.
Proof.
rewrite /rho_off; under [RHS]eq_bigr => c _ do under eq_bigr => y _ do under eq_bigr => y' _ do
  rewrite BC_bern.
rewrite -sum_datum; apply: eq_bigr => o _.
rewrite /datum_law mulrACA sqrtrM ?mulr_ge0 ?datum_exposure_ge0 //.
rewrite -expr2 sqrtr_sqr ger0_norm ?datum_exposure_ge0 //.
by case: o => [[[c y] y'] z].
Qed.

Lemma data_law_ge0 n r (x : dataset n) : 0 <= data_law r x.
Proof. by apply: prodr_ge0 => i _; apply: datum_law_ge0. Qed.

Lemma sum_dataset n (f : datum -> R) : \sum_(x : dataset n) \prod_i f (x i) = (\sum_o f o) ^+ n.
Proof.
by rewrite -[in RHS](card_ord n) -prodr_const (bigA_distr_bigA (fun (_ : 'I_n) => f)).
Qed.

Lemma data_law_sum n r : \sum_(x : dataset n) data_law r x = 1.
Proof. by rewrite sum_dataset datum_law_sum expr1n. Qed.

Lemma data_affinity n r r' : affinity (@data_law n r) (@data_law n r') = rho_off r r' ^+ n.
Proof.
rewrite -datum_affinity -sum_dataset; apply: eq_bigr => x _.
by rewrite -big_split sqrt_prod // => i; rewrite mulr_ge0 ?datum_law_ge0.
Qed.

Lemma data_lik_gt0 n r (x : dataset n) : 0 < data_lik r x.
Proof. by apply: prodr_gt0 => i _; apply: datum_feedback_gt0. Qed.

Lemma data_lawE n r (x : dataset n) :
  data_law r x = (\prod_i datum_exposure (x i)) * data_lik r x.
Proof. exact: big_split. Qed.

(* the mean root likelihood ratio is the affinity *)
Lemma mean_root_ratio n r r' :
  \sum_(x : dataset n) data_law r x * Num.sqrt (data_lik r' x / data_lik r x) = rho_off r' r ^+ n.
Proof.
rewrite -data_affinity; apply: eq_bigr => x _; rewrite !data_lawE.
set e := \prod_i _; have e0 : 0 <= e by apply: prodr_ge0 => i _; apply: datum_exposure_ge0.
have l0 := data_lik_gt0 r x; have l0' := data_lik_gt0 r' x.
rewrite [in RHS]mulrACA [in RHS]sqrtrM ?mulr_ge0 // -expr2 sqrtr_sqr ger0_norm // -mulrA; congr (_ * _).
rewrite -[X in X * _ = _](ger0_norm (ltW l0)) -sqrtr_sqr -sqrtrM ?sqr_ge0 //.
by congr Num.sqrt; field; rewrite gt_eqF.
Qed.

(** * rho_off is 1 exactly on the pairs that the data cannot tell apart *)

Lemma rho_off_ge0 r r' : 0 <= rho_off r r'.
Proof. by rewrite -datum_affinity affinity_ge0. Qed.

Lemma mean_gt0 (I : finType) (w f : I -> R) :
  (forall i, 0 <= w i) -> \sum_i w i = 1 -> (forall i, 0 < f i) -> 0 < \sum_i w i * f i.
Proof.
move=> w0 w1 f0; have t0 i : true -> 0 <= w i * f i by rewrite mulr_ge0 // ltW.
rewrite lt_neqAle sumr_ge0 // andbT eq_sym; apply/negP => /eqP/psumr_eq0P all0.
have : (0 : R) != 1 by rewrite eq_sym oner_eq0.
case/eqP; rewrite -w1 big1 // => i _; apply/eqP; have /eqP := all0 t0 i isT.
by rewrite mulf_eq0 (gt_eqF (f0 i)) orbF.
Qed.

Lemma rho_off_gt0 r r' : 0 < rho_off r r'.
Proof.
apply: mean_gt0 => [c||c]; [exact: q_ge0|exact: q_sum|].
apply: mean_gt0 => [y||y]; [exact: beta_ge0|exact: beta_sum|].
apply: mean_gt0 => [y'||y']; [exact: kappa_ge0|exact: kappa_sum|exact: BC_gt0].
Qed.

Lemma mean_BC_le1 r r' c y : (\sum_y' kappa c y y' * BC E (gap r c y y') (gap r' c y y')) <= 1.
Proof. by apply: wsum_le => [y'||y']; [exact: kappa_ge0|exact: kappa_sum|exact: BC_le1]. Qed.

Lemma mean_BC_le1_context r r' c :
  (\sum_y beta D c y * \sum_y' kappa c y y' * BC E (gap r c y y') (gap r' c y y')) <= 1.
Proof. by apply: wsum_le => [y||y]; [exact: beta_ge0|exact: beta_sum|exact: mean_BC_le1]. Qed.

Lemma rho_off_le1 r r' : rho_off r r' <= 1.
Proof. by apply: wsum_le => [c||c]; [exact: q_ge0|exact: q_sum|exact: mean_BC_le1_context]. Qed.

Lemma agree_off_rho r r' : agree_off r r' -> rho_off r r' = 1.
Proof.
move=> ag; rewrite -[RHS]datum_mean1; apply: eq_bigr => c _.
have := q_ge0 D c; rewrite le_eqVlt => /predU1P[<-|qc]; first by rewrite !mul0r.
congr (_ * _); apply: eq_bigr => y _.
have := beta_ge0 D c y; rewrite le_eqVlt => /predU1P[<-|bc]; first by rewrite !mul0r.
congr (_ * _); apply: eq_bigr => y' _.
have := kappa_ge0 c y y'; rewrite le_eqVlt => /predU1P[<-|kc]; first by rewrite !mul0r.
by rewrite ag // BC_refl.
Qed.

Lemma rho_off_agree r r' : rho_off r r' = 1 -> agree_off r r'.
Proof.
move=> e c y y' qc bc kc; apply: BC_eq1.
have ec := wsum_eq (q_ge0 D) (q_sum D) (mean_BC_le1_context r r') e qc.
have ey := wsum_eq (beta_ge0 D c) (beta_sum D c) (mean_BC_le1 r r' c) ec bc.
exact: (wsum_eq (kappa_ge0 c y) (kappa_sum c y) (fun y' => BC_le1 E _ _) ey kc).
Qed.

Lemma rho_off_sym r r' : rho_off r r' = rho_off r' r.
Proof. by rewrite -!datum_affinity; apply: eq_bigr => o _; rewrite mulrC. Qed.

(** * T12 *)

Section MaximumLikelihood.
Variables (M : finType) (K : class E M) (theta : M).

Lemma rho_off_lt1 m : diverse_offline K D (beta D) -> wrong K theta m ->
  rho_off (K m) (K theta) < 1.
Proof.
move=> Doff w; rewrite lt_neqAle rho_off_le1 andbT; apply/negP => /eqP/rho_off_agree/Doff e.
by rewrite /wrong e ltxx in w.
Qed.

Theorem T12_max_likelihood n (A : rule n) : max_likelihood_rule K A ->
  SubOpt A (K theta) <=
  \sum_(m | wrong K theta m) Delta K m theta * rho_off (K m) (K theta) ^+ n.
Proof.
move=> ml; pose ell m (x : dataset n) := Num.sqrt (data_lik (K m) x / data_lik (K theta) x).
have below x : \sum_pi A x pi * loss (K theta) pi <=
    \sum_(m | wrong K theta m) Delta K m theta * ell m x.
  rewrite -[leRHS]mul1r -(decide_sum A x) mulr_suml; apply: ler_sum => pi _.
  have := decide_ge0 A x pi; rewrite le_eqVlt => /predU1P[<-|a]; first by rewrite !mul0r.
  rewrite ler_pmul2l //; have [m max ->] := ml x pi a; rewrite -/(Delta K m theta).
  have terms0 (P : pred M) : 0 <= \sum_(m | P m) Delta K m theta * ell m x.
    by apply: sumr_ge0 => m' _; rewrite mulr_ge0 ?Delta_ge0 ?sqrtr_ge0.
  have [w | w] := boolP (wrong K theta m); last by rewrite (not_wrong w) terms0.
  rewrite (bigD1 m) //= ler_paddr ?terms0 // ler_pemulr ?Delta_ge0 //.
  by rewrite -[1]sqrtr1 ler_wsqrtr // ler_pdivl_mulr ?data_lik_gt0 // mul1r.
apply: (@le_trans _ _ (\sum_(x : dataset n) data_law (K theta) x *
    \sum_(m | wrong K theta m) Delta K m theta * ell m x)).
  by apply: ler_sum => x _; apply: ler_wpmul2l; rewrite ?data_law_ge0.
under [leLHS]eq_bigr => x _ do rewrite mulr_sumr.
rewrite exchange_big /=; apply: ler_sum => m _.
by under eq_bigr do rewrite mulrCA; rewrite -mulr_sumr mean_root_ratio.
Qed.

(* n rounds suffice once |W| Delta_max rho_max^n is below the tolerance *)
Corollary T12_sample_size n (A : rule n) (big rhomax eps : R) : max_likelihood_rule K A ->
    (forall m, wrong K theta m -> Delta K m theta <= big) ->
    (forall m, wrong K theta m -> rho_off (K m) (K theta) <= rhomax) ->
    #|[pred m | wrong K theta m]|%:R * (big * rhomax ^+ n) <= eps ->
  SubOpt A (K theta) <= eps.
Proof.
move=> ml big_le rho_le; apply: le_trans; apply: le_trans (T12_max_likelihood ml) _.
rewrite mulr_natl -sumr_const; apply: ler_sum => m w.
apply: ler_pmul; rewrite ?Delta_ge0 ?exprn_ge0 ?rho_off_ge0 ?big_le //.
by apply: ler_expn2r; rewrite ?nnegrE ?rho_off_ge0 ?rho_le // (le_trans (rho_off_ge0 _ _) (rho_le m w)).
Qed.

(* so log(1/eps) data suffice *)
Corollary T12_logarithmic exp ln n (A : rule n) (big rhomax eps : R) :
    exp_laws exp ln -> max_likelihood_rule K A ->
    (forall m, wrong K theta m -> Delta K m theta <= big) ->
    (forall m, wrong K theta m -> rho_off (K m) (K theta) <= rhomax) -> rhomax < 1 -> 0 < eps ->
    ln (#|[pred m | wrong K theta m]|%:R * big / eps) / ln rhomax^-1 <= n%:R ->
  SubOpt A (K theta) <= eps.
Proof.
move=> laws ml big_le rho_le rho1 eps0.
have [m0 w0 | none] := pickP [pred m | wrong K theta m]; last first.
  by move=> _; apply: le_trans (T12_max_likelihood ml) _; rewrite big_pred0 // ltW.
have rho0 : 0 < rhomax := lt_le_trans (rho_off_gt0 _ _) (rho_le _ w0).
have big0 : 0 < big := lt_le_trans w0 (big_le _ w0).
have card0 : (0 : R) < #|[pred m | wrong K theta m]|%:R by rewrite ltr0n; apply/card_gt0P; exists m0.
set W := _%:R in card0 *.
have l0 : 0 < ln rhomax^-1 by rewrite -(ln1 laws) (ltr_ln laws) ?invr_gt0 ?ltr01 // invf_gt1.
rewrite ler_pdivr_mulr // => enough; rewrite -(ler_exp laws) in enough.
rewrite (exp_ln laws) ?divr_gt0 ?mulr_gt0 // (exp_natmul laws) (exp_ln laws) ?invr_gt0 // exprVn in enough.
apply: (T12_sample_size ml big_le rho_le); rewrite mulrA -ler_pdivl_mulr ?exprn_gt0 //.
by rewrite [leRHS]mulrC -ler_pdivr_mulr.
Qed.

(* such a rule exists *)
Lemma max_likelihood_exists n : exists A : rule n, max_likelihood_rule K A.
Proof.
pose mle (x : dataset n) := [arg max_(m > theta) data_lik (K m) x]%O.
have pos x pi : 0 <= ((pi == greedy K (mle x))%:R : R) by apply: ler0n.
have sum1 x : \sum_pi ((pi == greedy K (mle x))%:R : R) = 1.
  by rewrite (bigD1 (greedy K (mle x))) //= eqxx big1 ?addr0 // => pi /negPf->.
exists (Rule pos sum1) => x pi /=; rewrite ltr0n lt0b => /eqP->; exists (mle x) => //.
by rewrite /mle => m'; case: arg_maxP => // m _ max; apply: max.
Qed.
End MaximumLikelihood.
End Offline.
