/** Flowops on names: files and directories come, go and are asked for. */
package wml.flowops.metadata;
