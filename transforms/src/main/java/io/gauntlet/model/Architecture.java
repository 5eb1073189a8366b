package io.gauntlet.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.gauntlet.data.ClassNames;
import io.gauntlet.model.nn.BertEncoder;
import io.gauntlet.model.nn.Head;
import io.gauntlet.model.nn.ImageNetwork;
import io.gauntlet.model.nn.graph.ParameterSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a trained victim is made of (Mozhegova et al. 2025, section 3.2.3). As JSON it is the {@code
 * config.json} of a model folder.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "fusion")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Architecture.ImageClassifier.class, name = "IMAGE"),
  @JsonSubTypes.Type(value = Architecture.TextClassifier.class, name = "TEXT"),
  @JsonSubTypes.Type(value = Architecture.EarlyFusion.class, name = "EARLY"),
  @JsonSubTypes.Type(value = Architecture.LateFusion.class, name = "LATE"),
  @JsonSubTypes.Type(value = Architecture.Ensemble.class, name = "ENSEMBLE")
})
@JsonPropertyOrder({"image", "pixels", "text", "parents", "classes"})
public sealed interface Architecture {

  /** The classes that it tells apart, in the order of its logits. */
  List<String> classes();

  /** The tensors that the victim owns; its parents own theirs. */
  @JsonIgnore
  List<ParameterSpec> parameters();

  /** Digests of the frozen victims that it is made of, by name. */
  @JsonProperty(value = "parents", access = JsonProperty.Access.READ_ONLY)
  default Map<String, String> parents() {
    return Map.of();
  }

  /** The image classifier whose encoder it owns; empty where it has no image encoder. */
  @JsonIgnore
  default Optional<ImageClassifier> ownImages() {
    return Optional.empty();
  }

  /** The text encoder that it owns; empty where it has none. */
  @JsonIgnore
  default Optional<BertEncoder> ownText() {
    return Optional.empty();
  }

  /** The files of its folder beside the {@code config.json}. */
  @JsonIgnore
  default List<String> files() {
    List<String> files = new ArrayList<>();
    ownText().ifPresent(text -> files.add(ModelFolder.TOKENIZER));
    if (!parameters().isEmpty()) {
      files.add(ModelFolder.WEIGHTS);
    }
    return files;
  }

  /** How many branches it has. */
  @JsonIgnore
  int branches();

  /**
   * Puts a victim together that is no longer trained.
   *
   * @throws IOException when a part is missing or broken
   */
  TrainedVictim assemble(VictimParts parts) throws IOException;

  /**
   * All views through one network, features concatenated, a linear layer.
   *
   * @param network over each view
   * @param input how the pixels enter
   * @param classes in the order of its logits
   */
  record ImageClassifier(
      @JsonProperty("image") ImageNetwork network,
      @JsonProperty("pixels") PixelInput input,
      @ConfigClasses List<String> classes)
      implements Architecture {

    public ImageClassifier {
      classes = ConfigClasses.Check.of(classes);
    }

    /** A classifier of NORMAL and ABNORMAL. */
    public ImageClassifier(ImageNetwork network, PixelInput input) {
      this(network, input, ClassNames.NORMAL_ABNORMAL);
    }

    @Override
    public Optional<ImageClassifier> ownImages() {
      return Optional.of(this);
    }

    @Override
    public List<ParameterSpec> parameters() {
      return new Head(input.views().size() * network.features(), classes.size())
          .after(network.parameters());
    }

    @Override
    public int branches() {
      return 1;
    }

    @Override
    public TrainedVictim assemble(VictimParts parts) throws IOException {
      return NetworkVictim.of(this, parts.weights()).frozen();
    }
  }

  /**
   * An encoder over the caption, its first token, a linear layer.
   *
   * @param network over the tokens
   * @param classes in the order of its logits
   */
  record TextClassifier(
      @JsonProperty("text") BertEncoder network, @ConfigClasses List<String> classes)
      implements Architecture {

    public TextClassifier {
      classes = ConfigClasses.Check.of(classes);
    }

    /** A classifier of NORMAL and ABNORMAL. */
    public TextClassifier(BertEncoder network) {
      this(network, ClassNames.NORMAL_ABNORMAL);
    }

    @Override
    public Optional<BertEncoder> ownText() {
      return Optional.of(network);
    }

    @Override
    public List<ParameterSpec> parameters() {
      return new Head(network.hidden(), classes.size()).after(network.parameters());
    }

    @Override
    public int branches() {
      return 1;
    }

    @Override
    public TrainedVictim assemble(VictimParts parts) throws IOException {
      return NetworkVictim.of(this, parts.weights(), parts.tokenizer(network.positions()));
    }
  }

  /**
   * Features of both modalities concatenated, one linear layer, all trained together (figure 1).
   *
   * @param image over each view
   * @param input how the pixels enter
   * @param text over the tokens
   * @param classes in the order of its logits
   */
  record EarlyFusion(
      @JsonProperty("image") ImageNetwork image,
      @JsonProperty("pixels") PixelInput input,
      @JsonProperty("text") BertEncoder text,
      @ConfigClasses List<String> classes)
      implements Architecture {

    public EarlyFusion {
      classes = ConfigClasses.Check.of(classes);
    }

    /** A classifier of NORMAL and ABNORMAL. */
    public EarlyFusion(ImageNetwork image, PixelInput input, BertEncoder text) {
      this(image, input, text, ClassNames.NORMAL_ABNORMAL);
    }

    @Override
    public Optional<ImageClassifier> ownImages() {
      return Optional.of(new ImageClassifier(image, input, classes));
    }

    @Override
    public Optional<BertEncoder> ownText() {
      return Optional.of(text);
    }

    @Override
    public List<ParameterSpec> parameters() {
      List<ParameterSpec> encoders = new ArrayList<>(image.parameters());
      encoders.addAll(text.parameters());
      int features = input.views().size() * image.features() + text.hidden();
      return new Head(features, classes.size()).after(encoders);
    }

    @Override
    public int branches() {
      return 2;
    }

    @Override
    public TrainedVictim assemble(VictimParts parts) throws IOException {
      return NetworkVictim.of(this, parts.weights(), parts.tokenizer(text.positions())).frozen();
    }
  }

  /**
   * Frozen victims of one modality each, and a linear layer over their logits (figure 2).
   *
   * @param parents digests of the victims, by name
   * @param classes in the order of its logits
   */
  record LateFusion(
      @JsonProperty("parents") SortedMap<String, String> parents,
      @ConfigClasses List<String> classes)
      implements Architecture {

    /** A fusion for NORMAL and ABNORMAL. */
    public LateFusion(SortedMap<String, String> parents) {
      this(parents, ClassNames.NORMAL_ABNORMAL);
    }

    public LateFusion {
      classes = ConfigClasses.Check.of(classes);
      parents = Collections.unmodifiableSortedMap(new TreeMap<>(parents));
    }

    @Override
    public List<ParameterSpec> parameters() {
      return new Head(classes.size() * parents.size(), classes.size()).parameters();
    }

    @Override
    public int branches() {
      return parents.size();
    }

    @Override
    public TrainedVictim assemble(VictimParts parts) throws IOException {
      return DecisionFusion.late(this, parts.branches(parents.keySet()), parts.weights());
    }
  }

  /**
   * Frozen victims of one modality each whose logits are added up; nothing is trained (figure 3).
   *
   * @param parents digests of the victims, by name
   * @param classes in the order of its logits
   */
  record Ensemble(
      @JsonProperty("parents") SortedMap<String, String> parents,
      @ConfigClasses List<String> classes)
      implements Architecture {

    /** A fusion for NORMAL and ABNORMAL. */
    public Ensemble(SortedMap<String, String> parents) {
      this(parents, ClassNames.NORMAL_ABNORMAL);
    }

    public Ensemble {
      classes = ConfigClasses.Check.of(classes);
      parents = Collections.unmodifiableSortedMap(new TreeMap<>(parents));
    }

    @Override
    public List<ParameterSpec> parameters() {
      return List.of();
    }

    @Override
    public int branches() {
      return parents.size();
    }

    @Override
    public TrainedVictim assemble(VictimParts parts) throws IOException {
      return DecisionFusion.ensemble(this, parts.branches(parents.keySet()));
    }
  }
}
