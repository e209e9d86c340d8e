/** Flowops that pace, limit or end a thread's work, and those that only tell something. */
package wml.flowops.pacing;
