package dev.ijen.machined.api;

import com.google.protobuf.ByteString;
import dev.ijen.api.common.Data;
import dev.ijen.api.machine.FileInfo;
import dev.ijen.api.machine.ListRequest;
import dev.ijen.api.machine.ReadRequest;
import dev.ijen.machined.platform.NodeException;
import dev.ijen.machined.platform.NodeException.Reason;
import dev.ijen.machined.platform.NodePaths;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Looks at the node's files. */
final class FileCalls {
  private static final int CHUNK_BYTES = 64 << 10;

  private final NodePaths paths;

  FileCalls(NodePaths paths) {
    this.paths = paths;
  }

  void read(ReadRequest request, StreamReply<Data> reply)
      throws NodeException, IOException, InterruptedException {
    Path file = resolve(request.getPath());
    if (!Files.isRegularFile(file)) {
      throw Files.exists(file)
          ? new NodeException(Reason.INVALID, request.getPath() + ": not a regular file")
          : new NodeException(Reason.NOT_FOUND, request.getPath() + ": no such file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      for (byte[] part = in.readNBytes(CHUNK_BYTES);
          part.length > 0;
          part = in.readNBytes(CHUNK_BYTES)) {
        reply.send(Data.newBuilder().setBytes(ByteString.copyFrom(part)).build());
      }
    }
  }

  void list(ListRequest request, StreamReply<FileInfo> reply)
      throws NodeException, IOException, InterruptedException {
    Path root = resolve(request.getRoot().isEmpty() ? "/" : request.getRoot());
    if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      throw new NodeException(Reason.NOT_FOUND, request.getRoot() + ": no such file or directory");
    }
    int depth = request.getRecurse() ? request.getRecursionDepth() : 1;
    walk(root, root, request, depth <= 0 ? Integer.MAX_VALUE : depth, reply);
  }

  private void walk(
      Path root, Path path, ListRequest request, int depth, StreamReply<FileInfo> reply)
      throws InterruptedException {
    FileInfo info = FileInfos.of(paths, root, path);
    if (wanted(info, request)) {
      reply.send(info);
    }
    if (info.getIsDir() && depth > 0) {
      for (Path child : children(path)) {
        walk(root, child, request, depth - 1, reply);
      }
    }
  }

  private static List<Path> children(Path folder) {
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().toList();
    } catch (IOException e) {
      return List.of(); // told with the folder itself when it cannot be read
    }
  }

  private static boolean wanted(FileInfo info, ListRequest request) {
    return request.getTypesCount() == 0 || request.getTypesList().contains(FileInfos.type(info));
  }

  private Path resolve(String path) throws NodeException, NoSuchFileException {
    if (!path.startsWith("/")) {
      throw new NodeException(Reason.INVALID, "path must be absolute: " + path);
    }
    return paths.at(Path.of(path).normalize().toString());
  }
}
