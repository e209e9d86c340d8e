/** Flowops that move or sync data. */
package wml.flowops.data;
