using Recount.Costs;
using Recount.Quantities;

namespace Recount.Tests.Costs;

public class DimensionTests
{
    [Fact]
    public void A_PF_day_is_8_64e19() => Assert.Equal(Rational.Parse("86400000000000000000"), Dimension.Compute.Scale("PF-days"));

    [Theory]
    [InlineData("GPU-hours", 1)]
    [InlineData("A100-hours", 1)]
    [InlineData("GPU-years", 8766)]
    [InlineData("", 1)]
    public void A_word_before_the_hours_names_the_device(string word, int hours) => Assert.Equal(hours, Dimension.DeviceTime.Scale(word));

    [Fact]
    public void A_month_is_the_twelfth_of_a_Julian_year() => Assert.Equal(new Rational(7305, 10), Dimension.Duration.Scale("months"));

    [Fact]
    public void Energy_without_a_unit_is_not_guessed() => Assert.Null(Dimension.Energy.Scale(""));

    [Theory]
    [InlineData("mwh")]
    [InlineData("mWh")]
    public void An_abbreviation_in_another_case_is_another_unit(string word) => Assert.Null(Dimension.Energy.Scale(word));

    [Fact]
    public void What_looks_like_a_unit_of_something_else_is_not_guessed()
    {
        Assert.Null(Dimension.DeviceTime.Scale("PF-days"));
        Assert.Null(Dimension.DeviceTime.Scale("kilowatt-hours"));
        Assert.Null(Dimension.Count.Scale("kWh"));
        Assert.Null(Dimension.Throughput.Scale("tokens/s/GPU"));
        Assert.Null(Dimension.Memory.Scale("Gb"));
        Assert.Equal(new Rational(1, 24), Dimension.Price.Scale("per day"));
        Assert.Equal(new Rational(1, 60), Dimension.Rate.Scale("requests per minute"));
    }

    [Fact]
    public void A_unit_of_something_else_is_no_unit()
    {
        Assert.Null(Dimension.Energy.Scale("kW"));
        Assert.Null(Dimension.Power.Scale("MWh"));
        Assert.Null(Dimension.Share.Scale("TFLOP/s"));
    }

    [Theory]
    [InlineData("MWh", "1000")]
    [InlineData("kWh", "1")]
    public void Units_of_energy_are_read(string word, string scale) => Assert.Equal(Rational.Parse(scale), Dimension.Energy.Scale(word));

    [Fact]
    public void Short_numbers_get_the_unit_that_keeps_them_short()
    {
        Assert.Equal("1287 MWh", CostText.Show(Dimension.Energy, 1_287_000));
        Assert.Equal("34 days", CostText.Show(Dimension.Duration, 816));
        Assert.Equal("280 W", CostText.Show(Dimension.Power, new(28, 100)));
        Assert.Equal("21.3 %", CostText.Show(Dimension.Share, new(213, 1000)));
        Assert.Equal("147 TFLOP/s", CostText.Show(Dimension.Speed, Rational.Ten(12) * 147));
    }
}
