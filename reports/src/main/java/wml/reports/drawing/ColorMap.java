package wml.reports.drawing;

import java.util.List;
import java.util.Locale;

/** Colours of values from 0 to 1: perceptually uniform, and grey printers keep their order. */
@SuppressWarnings("ImmutableEnumChecker") // a list that nobody can change
public enum ColorMap {
  /** By van der Walt and Smith, 2015; every sixteenth of it. */
  VIRIDIS(
      0x440154, 0x481a6c, 0x472f7d, 0x414487, 0x39568c, 0x31688e, 0x2a788e, 0x23888e, 0x1f988b,
      0x22a884, 0x35b779, 0x54c568, 0x7ad151, 0xa5db36, 0xd2e21b, 0xfde725),
  /** By Nuñez, Anderton and Renslow, 2018: the same to the colour-blind. */
  CIVIDIS(
      0x00224e, 0x042e6b, 0x23396e, 0x35456c, 0x45506c, 0x545b6e, 0x626771, 0x6f7174, 0x7c7b78,
      0x8a8779, 0x999377, 0xa89f72, 0xb8ac6b, 0xc9b961, 0xdbc753, 0xfee838),
  /** Blue below, white in the middle, red above: differences. */
  DIVERGING(
      0x2166ac, 0x4393c3, 0x92c5de, 0xd1e5f0, 0xf7f7f7, 0xfddbc7, 0xf4a582, 0xd6604d, 0xb2182b);

  private final List<Integer> anchors;

  ColorMap(Integer... anchors) {
    this.anchors = List.of(anchors);
  }

  /** Values outside are held at the ends. */
  public int at(double value) {
    double place = Math.clamp(Double.isNaN(value) ? 0 : value, 0, 1) * (anchors.size() - 1);
    int below = Math.min((int) place, anchors.size() - 2);
    return Colors.blend(anchors.get(below), anchors.get(below + 1), place - below);
  }

  /** As users write it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
