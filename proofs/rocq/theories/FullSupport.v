(* Comparators with full support expose everything that is relevant, and that is *)
(* the sum over prompts x of (span of the heads seen with x) times (span of the  *)
(* feature differences of x): a rank computation, the same for every policy.     *)
(* Claims: T16c. No axiom; any ordered field.                                    *)
From mathcomp Require Import all_ssreflect all_algebra.
From UserDiversity Require Import Span Heads.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Section Tensor.
Variables (F : fieldType) (k d : nat).

(** The span of all products of a row of [A] and a row of [B]. *)
Definition tensor m n (A : 'M[F]_(m, k)) (B : 'M[F]_(n, d)) : 'M[F]_(k * d) :=
  span (fun _ : 'I_m * 'I_n => true) (fun t => kron (row t.1 A) (row t.2 B)).

Lemma kron_kill (u : 'rV[F]_k) (v : 'rV[F]_d) (X : 'M[F]_(k, d)) :
  kron u v *m (mxvec X)^T = u *m X *m v^T.
Proof. exact: mxvec_dotmul. Qed.

Lemma tensor_kill m n (A : 'M[F]_(m, k)) (B : 'M[F]_(n, d)) (X : 'M[F]_(k, d)) :
  tensor A B *m (mxvec X)^T = 0 <-> A *m X *m B^T = 0.
Proof.
have entry i j : (A *m X *m B^T) i j = (row i A *m X *m (row j B)^T) 0 0.
  by rewrite -!row_mul !mxE; apply: eq_bigr => l _; rewrite !mxE.
split=> [/span_kill kill | AXB].
  apply/matrixP => i j; rewrite entry -kron_kill (kill (i, j)) //.
  by rewrite !mxE.
apply/span_kill => -[i j] _; rewrite kron_kill; apply/matrixP => a b.
by rewrite !ord1 -entry AXB !mxE.
Qed.
End Tensor.

Section FullSupport.
Variables (R : realFieldType) (k d : nat) (C Y U X : finType) (user : C -> U) (prompt : C -> X).
Variables (w : U -> 'rV[R]_k) (phi : X -> Y -> 'rV[R]_d).
Variable kappa : C -> Y -> Y -> R.

Definition khead c y : 'rV[R]_(k * d) := kron (w (user c)) (phi (prompt c) y).

(** The users who are seen with a prompt, and the features of that prompt. *)
Definition users_of x : pred U := fun u => [exists c, (user c == u) && (prompt c == x)].
Definition heads_times_features : 'M[R]_(k * d) :=
  (\sum_x tensor (span (users_of x) w) (features phi (pred1 x)))%MS.

Lemma kheadB c y y' :
  khead c y - khead c y' = kron (w (user c)) (phi (prompt c) y - phi (prompt c) y').
Proof. by rewrite /khead /kron mulmxBr linearB. Qed.

Lemma sums_kill (I : finType) n (V : I -> 'M[R]_n) (x : 'cV[R]_n) :
  (\sum_i V i)%MS *m x = 0 <-> (forall i, V i *m x = 0).
Proof.
split=> [Vx i | Vx].
  have /submxP[D ->] : (V i <= \sum_i V i)%MS by apply: (sumsmx_sup i).
  by rewrite -mulmxA Vx mulmx0.
apply/sub_kermxP/sumsmx_subP => i _; exact/sub_kermxP.
Qed.

Theorem T16c_relevant : (Rel khead == heads_times_features)%MS.
Proof.
have kill (B : 'M[R]_(k, d)) :
    Rel khead *m (mxvec B)^T = 0 <-> heads_times_features *m (mxvec B)^T = 0.
  split=> [/span_kill H | /sums_kill H].
    apply/sums_kill => x; apply/tensor_kill/trmx_inj; rewrite trmx_mul trmxK trmx0; apply/span_kill => -[x' [y y']] /eqP/= ->.
    apply/trmx_inj; rewrite trmx_mul trmxK trmx0 -mulmxA; apply/span_kill => u /existsP[c /andP[/eqP<- /eqP<-]].
    by have := H (c, (y, y')) isT; rewrite /= kheadB kron_kill mulmxA.
  apply/span_kill => -[c [y y']] _ /=; rewrite kheadB kron_kill.
  have /tensor_kill/(congr1 trmx) := H (prompt c); rewrite trmx_mul trmxK trmx0.
  move=> /span_kill/(_ (prompt c, (y, y')) (eqxx _))/(congr1 trmx).
  rewrite trmx_mul trmxK trmx0 => /= z.
  have : span (users_of (prompt c)) w *m (B *m (phi (prompt c) y - phi (prompt c) y')^T) = 0.
    by rewrite mulmxA.
  move=> /span_kill/(_ (user c)); rewrite mulmxA; apply.
  by apply/existsP; exists c; rewrite !eqxx.
apply/andP; split; apply/submx_dual => x; rewrite -[x]trmxK -(vec_mxK x^T) => /kill; exact.
Qed.

Theorem T16c_full_support pi : (forall c y y', y' != y -> 0 < kappa c y y') ->
  (Exp khead kappa pi == heads_times_features)%MS.
Proof.
move=> full; have RE : (Rel khead <= Exp khead kappa pi)%MS.
  apply: Rel_sub_Exp => c y; have [-> | ne] := eqVneq y (pi c); first by rewrite subrr sub0mx.
  by apply: (mem_span (fun t => khead t.1 (pi t.1) - khead t.1 t.2) (i := (c, y))); rewrite full.
have /andP[RT TR] := T16c_relevant; apply/andP; split.
  exact: submx_trans (Exp_sub_Rel _ _ _) RT.
exact: submx_trans TR RE.
Qed.
End FullSupport.
