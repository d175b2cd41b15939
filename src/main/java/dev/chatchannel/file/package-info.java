/**
 * What people bring beside words: files, looked into and kept once, and pictures of themselves.
 *
 * <p>In: bytes, as they come. Out: {@link dev.chatchannel.message.Attachment}, and the bytes again. Decides what a file is by its content
 * and never by its name. May not enter: rights, requests, SQL. Public: {@code Uploads} with its {@code Upload}, {@code Avatars}, {@code FileType}; the ports
 * {@code FileStore} and {@code AvatarStore}.
 */
package dev.chatchannel.file;
