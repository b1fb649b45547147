using Recount.Findings;

namespace Recount.Tests.Claims;

/// <summary>What becomes of an accuracy and a macro F1 that must come from one confusion matrix.</summary>
public class FeasibilityVerdicts
{
    private const string Cb = "classes: [\"28\", \"23\", \"5\"]";

    [Theory]
    [InlineData("82.1 %", Cb + ", macro-f1: f1", "57.2 %", "consistent")]
    [InlineData("55.4 %", Cb + ", macro-f1: f1", "60.1 %", "inconsistent")]
    [InlineData("82.3 %", Cb + ", macro-f1: f1", "57.2 %", "inconsistent")]
    [InlineData("100 %", Cb + ", macro-f1: f1", "100 %", "consistent")]
    [InlineData("100.0 %", Cb + ", macro-f1: f1", "99.0 %", "inconsistent")]
    [InlineData("100 %", Cb + ", macro-f1: f1", "99 %", "inconclusive")]
    [InlineData("70 %", "classes: [\"25\", \"25\"], macro-f1: f1, macro-recall: f1", "70 %", "consistent")]
    [InlineData("70 %", "classes: [\"25\", \"25\"], macro-f1: f1, kappa: f1", "70 %", "inconsistent")]
    [InlineData("50 %", "classes: [\"900\", \"900\", \"900\"], macro-f1: f1", "99.9 %", "not-testable")]
    public void An_accuracy_beside_a_macro_F1(string accuracy, string keys, string f1, string verdict) =>
        Assert.Equal(verdict, Claim(accuracy, keys, f1).Verdict.Word);

    [Fact]
    public void No_matrix_says_what_else_could_be_wrong()
    {
        var finding = Claim("55.4 %", Cb + ", macro-f1: f1", "60.1 %");

        Assert.Equal(
            "No confusion matrix over classes of 28, 23, 5 gives accuracy 55.4 % with macro F1 60.1 %. One of these must be otherwise: " +
            "the accuracy, macro F1, the classes, the way it is averaged (over classes, over runs?), or the data.", finding.Reason);
        Assert.Equal(Level.Error, finding.Level);
    }

    [Fact]
    public void Passing_carries_its_power() => Assert.Matches("^[0-9.]+ % of the values of macro F1",
        Assert.IsType<Verdict.Consistent>(Claim("82.1 %", Cb + ", macro-f1: f1", "57.2 %").Verdict).Power);

    [Theory]
    [InlineData("classes: [\"56\"], macro-f1: f1")]
    [InlineData("classes: [\"28\", \"0\"], macro-f1: f1")]
    [InlineData("classes: [\"28\", \"some\"], macro-f1: f1")]
    [InlineData("classes: [\"28\", \"23\"], macro-f1: f1 + 1")]
    [InlineData("classes: [\"28\", \"23\"], macro-f1: f2")]
    [InlineData("classes: [\"28\", \"23\"], macro-f1: \"60.1 %\"")]
    [InlineData("classes: [\"28\", \"23\"]")]
    public void What_are_no_classes_and_no_F1_is_a_mistake(string keys) => Assert.Single(Audited.Mistakes(Spec("82.1 %", keys, "57.2 %")));

    private static Finding Claim(string accuracy, string keys, string f1) => Audited.Finding(Spec(accuracy, keys, f1));

    private static string Spec(string accuracy, string keys, string f1) =>
        $"values: {{ f1: {{ printed: \"{f1}\" }} }}\nclaims:\n  - {{ id: a, says: \"a\", published: \"{accuracy}\", feasibility: {{ {keys} }} }}\n";
}
