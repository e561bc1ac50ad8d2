package dev.ijen.machined.api;

import com.google.protobuf.Empty;
import dev.ijen.api.apid.AnsweredRequest;
import dev.ijen.api.apid.ApidServiceGrpc;
import io.grpc.stub.StreamObserver;

/** {@code ijen.apid.ApidService}: what apid tells of the calls that it passed on. */
final class ApidAdapter extends ApidServiceGrpc.ApidServiceImplBase {
  private final Answers answers;

  ApidAdapter(Answers answers) {
    this.answers = answers;
  }

  @Override
  public void answered(AnsweredRequest request, StreamObserver<Empty> out) {
    Replies.unary(
        out,
        () -> {
          answers.written(request.getId());
          return Empty.getDefaultInstance();
        });
  }
}
