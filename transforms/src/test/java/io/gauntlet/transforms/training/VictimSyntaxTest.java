package io.gauntlet.transforms.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSortedMap;
import io.gauntlet.attack.spec.VictimProfile;
import io.gauntlet.data.Modality;
import io.gauntlet.model.ImageSize;
import io.gauntlet.model.train.ClassWeights;
import io.gauntlet.model.train.Defence;
import io.gauntlet.model.train.Recipe;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VictimSyntaxTest {
  private static final Recipe RECIPE = Recipe.of(4, 8, 1e-3, 1, 0.5, 1);

  @Test
  void severalOfAKindStandSideBySide() {
    VictimList victims =
        parse(
            "late-b=late-fusion:image=image-b, image-a=image:model=tiny,"
                + "image-b=image:model=small:epochs=20:classWeights=2/1,text,"
                + "late-a=late-fusion:image=image-a:text=text");
    assertEquals(List.of("late-b", "image-a", "image-b", "text", "late-a"), victims.names());
    assertEquals(
        List.of("image-a", "image-b", "text", "late-b", "late-a"),
        victims.parentsFirst().stream().map(TrainableVictim::name).toList());
    Design second = victims.victims().get(2).design();
    assertEquals(
        new ImageDesign(
            new EncoderChoice(Modality.IMAGE, "small", null),
            ImageSize.ofBoth(16, 16),
            RECIPE.withEpochs(20).withClassWeights(new ClassWeights(false, 2, 1))),
        second);
    assertEquals(
        new LateFusionDesign(
            ImmutableSortedMap.of(Modality.IMAGE, "image-b", Modality.TEXT, "text"), RECIPE),
        victims.victims().get(0).design());
  }

  /** A digest of a training without a defence is made of the text that it was before there were. */
  @Test
  void aDefenceIsPartOfTheRecipe() {
    Recipe plain = parse("image").victims().get(0).design().training().orElseThrow();
    Recipe robust =
        parse("image:defence=trades:epsilon=4/255:beta=2")
            .victims()
            .get(0)
            .design()
            .training()
            .orElseThrow();
    assertEquals(Defence.named("trades").withEpsilon(4 / 255.0).withBeta(2), robust.defence());
    assertFalse(plain.toString().contains("defence"));
    assertTrue(
        robust
            .toString()
            .endsWith(", defence=trades:epsilon=0.01568627450980392:attackSteps=10:beta=2.0]"));
  }

  @Test
  void victimsThatShareABranchNameItsOwner() {
    Map<String, Map<Modality, String>> branches = new TreeMap<>();
    for (VictimProfile profile :
        parse("image-a=image,text,late-fusion,early=early-fusion").profiles()) {
      branches.put(profile.name(), profile.branches());
    }
    assertEquals(Map.of(Modality.IMAGE, "image-a"), branches.get("image-a"));
    assertEquals(
        Map.of(Modality.IMAGE, "image-a", Modality.TEXT, "text"), branches.get("late-fusion"));
    assertEquals(Map.of(Modality.IMAGE, "early", Modality.TEXT, "early"), branches.get("early"));
  }

  @Test
  void allOfAModalityAreThoseThatSeeNothingElse() {
    SmallVictims defaults = new SmallVictims(ImageSize.ofBoth(16, 16), RECIPE);
    assertEquals(
        List.of("image", "text", "early-fusion", "late-fusion", "ensemble"),
        VictimSyntax.all(Set.of(Modality.values()), defaults).names());
    assertEquals(List.of("text"), VictimSyntax.all(Set.of(Modality.TEXT), defaults).names());
  }

  @Test
  void whoHasTheNameOfItsKindHasTheSeedOfTheRunAndOthersHaveTheirOwn() {
    List<TrainableVictim> victims = parse("image,other=image,third=image").victims();
    List<Long> seeds =
        victims.stream()
            .map(victim -> victim.withRunSeed(7).design().training().orElseThrow().seed())
            .toList();
    assertEquals(7, seeds.get(0));
    assertEquals(3, Set.copyOf(seeds).size());
    assertNotEquals(
        seeds.get(1), victims.get(1).withRunSeed(8).design().training().orElseThrow().seed());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text:defence=pgd | text: defence=pgd learns from attacked images, and no network over images"
            + " is trained in text; give it to a victim of image or early-fusion",
        "image:epsilon=8/255 | image: epsilon is of a defence; give one, such as defence=trades",
        "image:defence=pdg | image: no defence is named 'pdg'; did you mean 'pgd'? There are [none,"
            + " pgd, trades, fast]",
        "image:defence=pgd:epsilon=8 | image: epsilon is 8.0; give a value above 0 and at most 1,"
            + " pixels being in [0, 1]",
        "image:defence=pgd:beta=2 | image: beta is of defence=trades; leave it out",
        "image:defence=fast:attackSteps=3 | image: attackSteps is 3; defence=fast takes one: leave"
            + " it out, or give defence=pgd",
        "image:words=pwws | image: words=pwws learns from attacked captions, and no network over"
            + " words is trained in image; give it to a victim of text or early-fusion",
        "text:fraction=0.4 | text: fraction is of a defence of words; give one, such as"
            + " words=synonym-random",
        "text:words=char-typo:plausible=on | text: char-typo:plausible=on: there is no option"
            + " 'plausible'",
        "image,image | two victims are named 'image'; give one another name, such as image-b=image",
        "a=imag | 'a=imag': no kind of victim is named 'imag'; did you mean 'image'? There are"
            + " [image, text, early-fusion, late-fusion, ensemble]",
        "text=image | 'text' is the name of another kind than 'image'; give another name",
        "seed-3=image | 'seed-3' cannot be the name of a victim",
        "a b=image | 'a b' cannot be the name of a victim",
        "image:epoch=3 | image: image has no key 'epoch'; did you mean 'epochs'? There are",
        "a=image:epochs=0 | a: epochs is 0; give at least 1",
        "a=image:epochs=x | a: epochs is x; give a whole number from 1 to 2147483647",
        "a=image:factor=1 | a: factor is 1; give a value in (0, 1)",
        "a=image:batch=4:accumulation=5 | a: accumulation is 5; a step of 4 studies",
        "a=image:epochs=2:epochs=3 | a: the key 'epochs' is there twice; give it once",
        "a=image:classWeights=x | a: classWeights: 'x' weighs no classes; give none",
        "a=image:model=vgg | a: model: no image model is named 'vgg'",
        "image,late-fusion | late-fusion: there is no text victim to fuse; describe one, such as text",
        "a=image,b=image,text,late-fusion | late-fusion: several victims see the image; name one of"
            + " them, such as image=a",
        "image,text,late-fusion:image=other | late-fusion: image is 'other', which is not a victim of"
            + " that modality alone; there are [image]",
        "image,text,early-fusion,ensemble:image=early-fusion | ensemble: image is 'early-fusion'",
        "image,text,ensemble:epochs=3 | ensemble: ensemble has no key 'epochs'; there are"
            + " [image, text]",
      })
  void whatIsWrongIsNamedWithTheRemedy(String text, String message) {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> parse(text));
    assertTrue(error.getMessage().startsWith(message), error.getMessage());
  }

  @Test
  void aUriIsNoKey() {
    VictimList victims = parse("image:weights=gs://bucket/model.safetensors:epochs=2");
    ImageDesign design = (ImageDesign) victims.victims().get(0).design();
    assertEquals("gs://bucket/model.safetensors", design.encoder().weights());
    assertEquals(2, design.recipe().epochs());
  }

  @Test
  void aPathMayHaveCommasAndColonsThatWouldBeginSomethingElse() {
    String path = "/a,b/x:epochs=2 =y.pt";
    String text = "a=image:weights=/a\\,b/x\\:epochs=2 =y.pt:epochs=3,text";
    ImageDesign design = (ImageDesign) parse(text).victims().get(0).design();
    assertEquals(path, design.encoder().weights());
    assertEquals(3, design.recipe().epochs());
    assertEquals(text, VictimSyntax.withWeights(text, given -> given));
  }

  @Test
  void theFilesOfWeightsAreNamedAnew() {
    assertEquals(
        "a=image:weights=/runs\\,1/w.pt:epochs=3,text:weights=gs://bucket/t,late-fusion",
        VictimSyntax.withWeights(
            "a=image:weights=w.pt:epochs=3, text:weights=gs://bucket/t,late-fusion",
            given -> given.startsWith("gs:") ? given : "/runs,1/" + given));
  }

  private static VictimList parse(String text) {
    return SmallVictims.of(text, 16, RECIPE);
  }
}
