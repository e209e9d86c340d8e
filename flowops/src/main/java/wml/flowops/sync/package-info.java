/** Flowops that make threads wait for each other. */
package wml.flowops.sync;
