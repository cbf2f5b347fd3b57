namespace ComiteFlow.Domain.Conventions.Examen;

/// <summary>The policy settings that the examination of a text depends on.</summary>
/// <param name="TaxRate">Percent added to a total without tax (<c>tax.rate</c>).</param>
/// <param name="CeilingEqualityAccepted">Whether totals equal to the ceiling are within it (<c>ceiling.equalityAccepted</c>).</param>
public sealed record ReglagesExamen(decimal TaxRate, bool CeilingEqualityAccepted = true);
