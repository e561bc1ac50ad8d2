/**
 * Keys, certificates and authorities of the node API and of Kubernetes.
 *
 * <p>Reading and writing PEM uses JDK classes alone; only {@link CertificateAuthority} loads Bouncy
 * Castle, so a process that never issues a certificate never loads it.
 */
@NullMarked
package dev.ijen.pki;

import org.jspecify.annotations.NullMarked;
