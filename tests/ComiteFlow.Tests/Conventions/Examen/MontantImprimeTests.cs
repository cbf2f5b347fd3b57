using ComiteFlow.Domain.Conventions.Examen;

namespace ComiteFlow.Tests.Conventions.Examen;

public sealed class MontantImprimeTests
{
    [Theory]
    [InlineData("29,040", 2_904_000)]
    [InlineData("37 554", 3_755_400)]
    [InlineData("14520", 1_452_000)]
    [InlineData("81 720 €", 8_172_000)]
    [InlineData("1\u00A0109\u202F632\u00A0€", 110_963_200)]
    [InlineData("1 234,56 €", 123_456)]
    [InlineData("29.040", 2_904_000)]
    [InlineData("12,5", 1_250)]
    [InlineData("- 200 €", -20_000)]
    [InlineData("0 €", 0)]
    public void Cents_PrintedAmount_IsReadInEuros(string printed, long cents) => Assert.Equal(cents, MontantImprime.Cents(printed));

    [Theory]
    [InlineData("2071 700 208 €")]
    [InlineData("12 34 €")]
    [InlineData("1O 000 €")]
    [InlineData("44%")]
    [InlineData("janv 20")]
    [InlineData("")]
    [InlineData("12345678901234567890")]
    public void Cents_GroupsThatMakeNoAmount_IsUnreadable(string printed) => Assert.Null(MontantImprime.Cents(printed));

    [Fact]
    public void Number_PercentOrDays_IsRead()
    {
        Assert.Equal(44, MontantImprime.Number("44%"));
        Assert.Equal(39.5m, MontantImprime.Number("39,5 %"));
        Assert.Equal(401, MontantImprime.Number("401"));
        Assert.Null(MontantImprime.Number("quatre"));
    }
}
