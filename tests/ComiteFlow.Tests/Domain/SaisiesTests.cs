using ComiteFlow.Domain;

namespace ComiteFlow.Tests.Domain;

public sealed class SaisiesTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("12.5")]
    [InlineData("1E+300")]
    [InlineData("« 1200 »")]
    [InlineData("9007199254740992")]
    [InlineData("9223372036854775807")]
    [InlineData("9223372036854775808")]
    public void Montant_ThatCannotBe_IsRefused(string cents)
    {
        var refus = Assert.Throws<BrokenRuleException>(() => Saisies.Montant(cents));

        Assert.Equal("invalidAmount", refus.Code);
        Assert.Contains("12 400,50", refus.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Montant_HighestOfAll_IsKeptToTheCent() => Assert.Equal(Saisies.CentsMax, Saisies.Montant("9007199254740991").Cents);

    [Theory]
    [InlineData("2021-02-30")]
    [InlineData("0001-01-01")]
    [InlineData("1999-12-31")]
    [InlineData("2100-01-01")]
    [InlineData("9999-12-31")]
    public void Date_OfNoCalendarOrOfAnotherCentury_IsRefused(string iso) =>
        Assert.Equal("invalidDate", Assert.Throws<BrokenRuleException>(() => Saisies.Date(iso)).Code);

    [Theory]
    [InlineData("", "vide")]
    [InlineData(" \n\t", "vide")]
    [InlineData("a\0b\u202Ec\u200Bd", "abcd")]
    [InlineData("ligne\nautre", "ligne autre")]
    [InlineData("DORA", "DORA")]
    public void Citer_WhatCannotBeSeen_IsLeftOut(string typed, string cited) => Assert.Equal(cited, Saisies.Citer(typed));

    [Fact]
    public void Citer_LongText_IsCutBetweenCharacters()
    {
        var cited = Saisies.Citer(string.Concat(Enumerable.Repeat("a😀", 100)));

        Assert.InRange(cited.Length, 59, 61);
        Assert.DoesNotContain('\uFFFD', new string([.. cited.EnumerateRunes().SelectMany(rune => rune.ToString())]));
    }

    [Fact]
    public void Inconnu_HostileId_StaysASentence() =>
        Assert.StartsWith("La startup « vide » n’existe pas ici : ", Saisies.Inconnu("La startup", "\u202E", []).Message, StringComparison.Ordinal);
}
