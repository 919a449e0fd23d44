(** * T15: user diversity as a statement about spans

    Linear latent rewards: [r_theta c y = <h c y, theta>] with known heads
    [h c y : 'rV_d].  A hidden alternative of [theta] is a parameter which
    agrees with [theta] on everything that serving [pi] exposes, and under
    which [pi] is not optimal.  Nothing here needs an axiom: the field is any
    ordered field, the rationals included. *)

From mathcomp Require Import all_ssreflect all_algebra.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

(** ** Spans of finite families, and their duals *)

Section SpanOf.
Variables (F : fieldType) (n : nat).

Definition span (I : finType) (P : pred I) (v : I -> 'rV[F]_n) : 'M[F]_n :=
  (\sum_(i | P i) <<v i>>)%MS.

Lemma mem_span (I : finType) (P : pred I) (v : I -> 'rV[F]_n) i :
  P i -> (v i <= span P v)%MS.
Proof. by move=> Pi; rewrite (sumsmx_sup i) // genmxE. Qed.

Lemma span_subP (I : finType) (P : pred I) (v : I -> 'rV[F]_n) k (A : 'M[F]_(k, n)) :
  (forall i, P i -> (v i <= A)%MS) <-> (span P v <= A)%MS.
Proof.
split=> [vA | + i Pi]; first by apply/sumsmx_subP => i Pi; rewrite genmxE vA.
exact: submx_trans (mem_span _ Pi).
Qed.

(** A row space is contained in another iff it is killed by whatever kills the other. *)
Lemma submx_dual k l (A : 'M[F]_(k, n)) (B : 'M[F]_(l, n)) :
  (A <= B)%MS <-> (forall x : 'cV[F]_n, B *m x = 0 -> A *m x = 0).
Proof.
split=> [/submxP[D ->] x Bx0 | kill]; first by rewrite -mulmxA Bx0 mulmx0.
rewrite submxE; apply/eqP/matrixP => i j; rewrite [RHS]mxE.
have Bj : B *m col j (cokermx B) = 0 by rewrite colE mulmxA mulmx_coker mul0mx.
by have /matrixP/(_ i 0) := kill _ Bj; rewrite colE mulmxA -colE !mxE.
Qed.

Lemma span_kill (I : finType) (P : pred I) (v : I -> 'rV[F]_n) l (x : 'M[F]_(n, l)) :
  span P v *m x = 0 <-> (forall i, P i -> v i *m x = 0).
Proof.
split=> [vx i Pi | vx].
  by have /submxP[D ->] := mem_span v Pi; rewrite -mulmxA vx mulmx0.
apply/sub_kermxP; apply/span_subP => i Pi.
by apply/sub_kermxP; rewrite vx.
Qed.

End SpanOf.

(** ** The component orthogonal to a row space *)

Section Orthogonal.
Variables (R : realFieldType) (n : nat).
Implicit Types (x y : 'rV[R]_n).

Definition dot x y : R := (x *m y^T) 0 0.

Lemma dotE x y : dot x y = \sum_i x 0 i * y 0 i.
Proof. by rewrite /dot mxE; apply: eq_bigr => i _; rewrite mxE. Qed.

Lemma dotC x y : dot x y = dot y x.
Proof. by rewrite !dotE; apply: eq_bigr => i _; rewrite mulrC. Qed.

Lemma dotBr x y z : dot x (y - z) = dot x y - dot x z.
Proof. by rewrite /dot linearB mulmxBr !mxE. Qed.

Lemma dotDr x y z : dot x (y + z) = dot x y + dot x z.
Proof. by rewrite /dot linearD mulmxDr !mxE. Qed.

Lemma dotBl x y z : dot (x - y) z = dot x z - dot y z.
Proof. by rewrite !(dotC _ z) dotBr. Qed.

Lemma dotZr a x y : dot x (a *: y) = a * dot x y.
Proof. by rewrite /dot linearZ -scalemxAr mxE. Qed.

Lemma dot0r x : dot x 0 = 0.
Proof. by rewrite /dot trmx0 mulmx0 mxE. Qed.

Lemma dot_ge0 x : 0 <= dot x x.
Proof. by rewrite dotE sumr_ge0 // => i _; rewrite -expr2 sqr_ge0. Qed.

Lemma dot_eq0 x : (dot x x == 0) = (x == 0).
Proof.
apply/eqP/eqP => [|->]; last by rewrite dot0r.
rewrite dotE => /psumr_eq0P xx; apply/rowP => i; rewrite mxE; apply/eqP.
by rewrite -sqrf_eq0 expr2 xx // => j _; rewrite -expr2 sqr_ge0.
Qed.

Lemma dot_gt0 x : (0 < dot x x) = (x != 0).
Proof. by rewrite lt_neqAle dot_ge0 andbT eq_sym dot_eq0. Qed.

(** [V V^T] is invertible when the rows of [V] are independent. *)
Lemma gram_unit k (V : 'M[R]_(k, n)) : row_free V -> V *m V^T \in unitmx.
Proof.
move=> fV; rewrite -row_free_unit -kermx_eq0; apply/eqP/row_matrixP => i.
rewrite row0; set x := row i _.
have xG : x *m (V *m V^T) = 0 by apply/sub_kermxP; rewrite row_sub.
have : dot (x *m V) (x *m V) == 0.
  by rewrite /dot trmx_mul !mulmxA -(mulmxA x) xG mul0mx mxE.
by rewrite dot_eq0 mulmx_free_eq0 // => /eqP.
Qed.

Variables (k : nat) (E : 'M[R]_(k, n)).

(** Some direction of a nonzero row space is not orthogonal to it. *)
Lemma row_witness : E != 0 -> exists2 g : 'rV[R]_n, (g <= E)%MS & E *m g^T != 0.
Proof.
move=> E0; have [i gi0] : exists i, row i E != 0.
  apply/existsP; apply: contraR E0 => /existsPn all0; apply/eqP/row_matrixP => i.
  by rewrite row0; apply/eqP; have := all0 i; rewrite negbK.
exists (row i E); first exact: row_sub.
apply: contraNneq gi0 => Eg; have /submxP[D gE] : (row i E <= E)%MS by apply: row_sub.
by rewrite -dot_eq0 /dot {1}gE -mulmxA Eg mulmx0 mxE.
Qed.

(** The component of [D] orthogonal to the row space of [E]. *)
Definition orth (D : 'rV[R]_n) : 'rV[R]_n :=
  let V := row_base E in D - D *m V^T *m invmx (V *m V^T) *m V.

Lemma orth_kill D : E *m (orth D)^T = 0.
Proof.
have fV := row_base_free E.
have : orth D *m (row_base E)^T = 0.
  rewrite /orth; set V := row_base E in fV *.
  by rewrite mulmxBl -(mulmxA _ V) -(mulmxA _ (invmx _)) mulVmx ?gram_unit // mulmx1 subrr.
move=> /(congr1 trmx); rewrite trmx_mul trmxK trmx0 => V0.
have /submxP[A ->] : (E <= row_base E)%MS by rewrite eq_row_base.
by rewrite -mulmxA V0 mulmx0.
Qed.

Lemma orth_sub D x : (x <= E)%MS -> dot x (orth D) = 0.
Proof. by move=> /submxP[A ->]; rewrite /dot -mulmxA orth_kill mulmx0 mxE. Qed.

Lemma orth_part D : (D - orth D <= E)%MS.
Proof. by rewrite opprD opprK addrA subrr add0r -(eq_row_base E) submxMl. Qed.

Lemma orth_self D : dot D (orth D) = dot (orth D) (orth D).
Proof.
have -> : dot D (orth D) = dot (orth D) (orth D) + dot (D - orth D) (orth D).
  by rewrite dotBl addrC subrK.
by rewrite [dot (D - _) _]orth_sub ?addr0 // orth_part.
Qed.

Lemma orth_eq0 D : (orth D == 0) = (D <= E)%MS.
Proof.
apply/eqP/idP => [/eqP | DE].
  by rewrite subr_eq0 => /eqP->; rewrite -(eq_row_base E) submxMl.
by apply/eqP; rewrite -dot_eq0 -orth_self orth_sub.
Qed.

End Orthogonal.

(** ** Relevant and exposed directions, hidden alternatives *)

Section SpanForm.
Variables (R : realFieldType) (d : nat) (C Y : finType).
Variable head : C -> Y -> 'rV[R]_d.
(** [kappa c y y'] is the probability that [y'] is the comparator of [y] in [c]. *)
Variable kappa : C -> Y -> Y -> R.
Implicit Types (theta lam : 'rV[R]_d) (pi : C -> Y).

Definition lreward theta c y : R := dot (head c y) theta.
Definition lgap theta c y y' : R := lreward theta c y - lreward theta c y'.
Definition loptimal theta pi := forall c y, lreward theta c y <= lreward theta c (pi c).
Definition lsuboptimal theta pi := exists c y, lreward theta c (pi c) < lreward theta c y.

(** [lam] cannot be told from [theta] while [pi] is served. *)
Definition lagree pi lam theta :=
  forall c y', 0 < kappa c (pi c) y' -> lgap lam c (pi c) y' = lgap theta c (pi c) y'.
Definition lhidden pi theta lam := lagree pi lam theta /\ lsuboptimal lam pi.

Definition Rel : 'M[R]_d :=
  span (fun t : C * (Y * Y) => true) (fun t => head t.1 t.2.1 - head t.1 t.2.2).
Definition Exp pi : 'M[R]_d :=
  span (fun t : C * Y => 0 < kappa t.1 (pi t.1) t.2)
       (fun t => head t.1 (pi t.1) - head t.1 t.2).

Lemma lgapE theta c y y' : lgap theta c y y' = dot (head c y - head c y') theta.
Proof. by rewrite dotBl. Qed.

Lemma Exp_sub_Rel pi : (Exp pi <= Rel)%MS.
Proof.
apply/span_subP => -[c y'] _ /=.
exact: (mem_span (fun t => head t.1 t.2.1 - head t.1 t.2.2) (i := (c, (pi c, y')))).
Qed.

(** It is enough that the differences to the served responses are exposed. *)
Lemma Rel_sub_Exp pi :
  (forall c y, (head c (pi c) - head c y <= Exp pi)%MS) -> (Rel <= Exp pi)%MS.
Proof.
move=> H; apply/span_subP => -[c [y y']] _ /=.
have -> : head c y - head c y' = (head c (pi c) - head c y') - (head c (pi c) - head c y).
  by rewrite opprB [RHS]addrC addrA subrK.
by rewrite addmx_sub ?eqmx_opp.
Qed.

Lemma lagreeP pi lam theta : lagree pi lam theta <-> Exp pi *m (lam - theta)^T = 0.
Proof.
have dotP x : x *m (lam - theta)^T = 0 <-> dot x lam = dot x theta.
  split=> [E | E]; first by apply/eqP; rewrite -subr_eq0 -dotBr /dot E mxE.
  by apply/matrixP => i j; rewrite !ord1 [RHS]mxE -/(dot x _) dotBr E subrr.
split=> [ag | /span_kill ag c y' k0].
  by apply/span_kill => -[c y'] /= k0; apply/dotP; rewrite -!lgapE ag.
by rewrite !lgapE; apply/dotP; apply: (ag (c, y')).
Qed.

(** The adversary: push [theta] against the unexposed part of a direction
    until the served response loses, strictly. *)
Definition adversary pi theta c y (s : R) : 'rV[R]_d :=
  theta - s *: orth (Exp pi) (head c (pi c) - head c y).

Definition threshold pi theta c y : R :=
  let n := orth (Exp pi) (head c (pi c) - head c y) in
  lgap theta c (pi c) y / dot n n.

Theorem adversary_hidden pi theta c y s :
    ~~ (head c (pi c) - head c y <= Exp pi)%MS -> threshold pi theta c y < s ->
  lhidden pi theta (adversary pi theta c y s).
Proof.
rewrite -orth_eq0 -dot_gt0 /threshold => n0 s_gt; split.
  apply/lagreeP; rewrite /adversary addrC addKr linearN linearZ mulmxN -scalemxAr.
  by rewrite orth_kill scaler0 oppr0.
exists c, y; rewrite -subr_lt0 -/(lgap _ _ _ _) lgapE dotBr dotZr orth_self -lgapE.
by rewrite subr_lt0 -ltr_pdivr_mulr.
Qed.

(** At the threshold itself the two responses only tie: the infimum is not attained. *)
Theorem adversary_tie pi theta c y :
    ~~ (head c (pi c) - head c y <= Exp pi)%MS ->
  lgap (adversary pi theta c y (threshold pi theta c y)) c (pi c) y = 0.
Proof.
rewrite -orth_eq0 -dot_eq0 => n0.
by rewrite lgapE dotBr dotZr orth_self -lgapE divfK // subrr.
Qed.

Theorem T15_span pi theta : loptimal theta pi ->
  (forall lam, ~ lhidden pi theta lam) <-> (Rel == Exp pi)%MS.
Proof.
move=> opt; split=> [none | /andP[RE _] lam [/lagreeP ag [c [y]]]].
  rewrite Exp_sub_Rel andbT; apply: Rel_sub_Exp => c y.
  apply/negPn/negP => out; set s := threshold pi theta c y + 1.
  by apply: none (adversary_hidden (theta := theta) (s := s) out _); rewrite ltr_addl ltr01.
apply/negP; rewrite -leNgt -subr_ge0 -/(lgap _ _ _ _).
suff -> : lgap lam c (pi c) y = lgap theta c (pi c) y by rewrite subr_ge0.
apply/eqP; rewrite -subr_eq0 !lgapE -dotBr.
have /submxP[D ->] : (head c (pi c) - head c y <= Exp pi)%MS.
  apply: submx_trans RE.
  exact: (mem_span (fun t => head t.1 t.2.1 - head t.1 t.2.2) (i := (c, (pi c, y)))).
by rewrite /dot -mulmxA ag mulmx0 mxE.
Qed.

(** The program: over any set of parameters a hidden alternative exists iff for some
    context and response the difference to the served one takes a strictly negative
    value on the parameters of the set that agree with [theta]; 0 is only a tie. *)
Theorem T15_program (Theta : 'rV[R]_d -> Prop) pi theta :
  (exists2 lam, Theta lam & lhidden pi theta lam) <->
  (exists c y lam, [/\ Theta lam, Exp pi *m (lam - theta)^T = 0 & dot (head c (pi c) - head c y) lam < 0]).
Proof.
split=> [[lam in_Theta [/lagreeP ag [c [y lt]]]] | [c [y [lam [in_Theta ag lt]]]]].
  by exists c, y, lam; split=> //; rewrite -lgapE subr_lt0.
exists lam => //; split; first exact/lagreeP.
by exists c, y; rewrite -subr_lt0 -/(lgap _ _ _ _) lgapE.
Qed.

(** An unbounded program: a point and a ray along which the difference falls. *)
Theorem T15_ray (Theta : 'rV[R]_d -> Prop) pi theta lam v c y :
  Exp pi *m (lam - theta)^T = 0 -> Exp pi *m v^T = 0 ->
  (forall t, 0 <= t -> Theta (lam + t *: v)) -> dot (head c (pi c) - head c y) v < 0 ->
  exists2 lam', Theta lam' & lhidden pi theta lam'.
Proof.
move=> ag fixed ray fall; apply/T15_program; exists c, y.
set D := head c (pi c) - head c y in fall *; set a := dot D lam.
exists (lam + ((`|a| + 1) / - dot D v) *: v); split.
- by apply: ray; rewrite divr_ge0 ?addr_ge0 ?normr_ge0 ?ler01 // oppr_ge0 ltW.
- by rewrite addrAC linearD mulmxDr ag add0r linearZ -scalemxAr fixed scaler0.
rewrite dotDr dotZr -/a invrN mulrN mulNr divfK ?lt_eqF // subr_lt0.
by rewrite (le_lt_trans (ler_norm _)) // ltr_addl ltr01.
Qed.

End SpanForm.
