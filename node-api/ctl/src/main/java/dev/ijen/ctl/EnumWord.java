package dev.ijen.ctl;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Constants as the user types them: {@code NO_REBOOT} is {@code no-reboot}. */
final class EnumWord<E extends Enum<E>> implements ITypeConverter<E> {
  private final Class<E> type;

  EnumWord(Class<E> type) {
    this.type = type;
  }

  @Override
  public E convert(String text) {
    for (E constant : type.getEnumConstants()) {
      if (word(constant).equals(text)) {
        return constant;
      }
    }
    String words =
        Arrays.stream(type.getEnumConstants())
            .map(EnumWord::word)
            .filter(word -> !word.equals("unrecognized")) // protobuf's own
            .collect(Collectors.joining(", "));
    throw new TypeConversionException("'" + text + "' is not one of " + words);
  }

  /** The word of a constant. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
