/** Which file an operation works on: slots of the thread's table, picks from filesets, opening. */
package wml.flowops.slot;
