/** What a user of {@code ./wml} sees, tried with forked processes of this checkout. */
@org.jspecify.annotations.NullMarked
package wml.e2e;
