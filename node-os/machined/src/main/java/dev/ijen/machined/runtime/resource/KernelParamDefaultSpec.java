package dev.ijen.machined.runtime.resource;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import dev.ijen.machined.wire.SpecText;
import dev.ijen.runtime.resource.SpecCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A kernel parameter that machined sets by itself.
 *
 * @param value what is written below {@code /proc/sys}
 * @param ignoreErrors whether a kernel without the parameter is fine
 */
public record KernelParamDefaultSpec(String value, boolean ignoreErrors) {

  /** Fields 1 and 2, as the contract numbers them without a message of their own. */
  static final class Codec implements SpecCodec<KernelParamDefaultSpec> {
    private static final int VALUE = 1;
    private static final int IGNORE_ERRORS = 2;

    @Override
    public byte[] encode(KernelParamDefaultSpec spec) {
      var bytes = new ByteArrayOutputStream();
      try {
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        if (!spec.value.isEmpty()) {
          out.writeString(VALUE, spec.value);
        }
        if (spec.ignoreErrors) {
          out.writeBool(IGNORE_ERRORS, true);
        }
        out.flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return bytes.toByteArray();
    }

    @Override
    public KernelParamDefaultSpec decode(byte[] bytes) {
      CodedInputStream in = CodedInputStream.newInstance(bytes);
      String value = "";
      boolean ignoreErrors = false;
      try {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
          switch (WireFormat.getTagFieldNumber(tag)) {
            case VALUE -> value = in.readStringRequireUtf8();
            case IGNORE_ERRORS -> ignoreErrors = in.readBool();
            default -> in.skipField(tag);
          }
        }
      } catch (IOException e) {
        throw new IllegalArgumentException("decode kernel parameter: " + e.getMessage(), e);
      }
      return new KernelParamDefaultSpec(value, ignoreErrors);
    }

    @Override
    public String yaml(KernelParamDefaultSpec spec) {
      return "value: %s\nignoreErrors: %s\n"
          .formatted(SpecText.yaml(spec.value), spec.ignoreErrors);
    }
  }
}
