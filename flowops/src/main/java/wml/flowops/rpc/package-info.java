/** One flowop per call of a remote file protocol, each sent as it is. */
package wml.flowops.rpc;
